// SPDX-License-Identifier: Apache-2.0
/**
 * Do C and Java mean the same bytes? Both sides of many schemas are generated, compiled and run
 * against each other.
 */
package dev.tenon.generator.conformance;
