// SPDX-License-Identifier: Apache-2.0
/**
 * Runs contenders in processes of their own, one after the other in rounds, and compares them
 * within each round. Knows nothing of what is measured.
 */
package dev.tenon.benchmarks.harness;
