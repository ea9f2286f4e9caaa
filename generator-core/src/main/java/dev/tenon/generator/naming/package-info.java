// SPDX-License-Identifier: Apache-2.0
/**
 * Spellings of the schema's names in Java and in C, the lists of names that are generated, and the
 * Java types of values. Checks and emitters read them here.
 */
package dev.tenon.generator.naming;
