// SPDX-License-Identifier: Apache-2.0
/** Schemas of equal content for Tenon and for SBE, and how long their generators take. */
package dev.tenon.benchmarks.generation;
