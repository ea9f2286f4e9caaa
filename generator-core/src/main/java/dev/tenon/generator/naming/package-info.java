// SPDX-License-Identifier: Apache-2.0
/**
 * Spellings of the schema's names in Java and in C, and the Java types of scalars. Checks and
 * emitters read both here.
 */
package dev.tenon.generator.naming;
