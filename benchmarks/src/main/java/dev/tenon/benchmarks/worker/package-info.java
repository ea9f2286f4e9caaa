// SPDX-License-Identifier: Apache-2.0
/**
 * The measured code: runs in forked processes, does what the harness asks for on standard input and
 * answers on standard output.
 */
package dev.tenon.benchmarks.worker;
