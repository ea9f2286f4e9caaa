// SPDX-License-Identifier: Apache-2.0
/**
 * Prints Java: the files of a schema, by the emitters of the packages below.
 *
 * <p>One class per construct. Reads the model and the layouts; computes no offset by itself.
 * Depends on {@code struct}, {@code type}, {@code region}, {@code call} and {@code code}; none of
 * them on it.
 */
package dev.tenon.generator.emit.java;
