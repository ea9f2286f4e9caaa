// SPDX-License-Identifier: Apache-2.0
/**
 * Programs of three versions of one contract, in Java and in C, that share regions in every
 * combination.
 */
package dev.tenon.runtime.evolution;
