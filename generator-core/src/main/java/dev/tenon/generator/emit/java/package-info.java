// SPDX-License-Identifier: Apache-2.0
/**
 * Prints Java: a class per type and per region, plus the small support class of a package.
 *
 * <p>One class per construct. Reads the model and the layouts; computes no offset by itself.
 */
package dev.tenon.generator.emit.java;
