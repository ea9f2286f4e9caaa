// SPDX-License-Identifier: Apache-2.0
/**
 * Prints regions, their descriptors and their sections. Depends on {@code code} only.
 */
package dev.tenon.generator.emit.java.region;
