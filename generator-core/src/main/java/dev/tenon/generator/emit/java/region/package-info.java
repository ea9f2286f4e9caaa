// SPDX-License-Identifier: Apache-2.0
/**
 * Prints the life of regions and their descriptors. Depends on {@code section} and {@code code}
 * only.
 */
package dev.tenon.generator.emit.java.region;
