// SPDX-License-Identifier: Apache-2.0
/**
 * Prints the sections of regions: one {@link
 * dev.tenon.generator.emit.java.region.section.SectionEmitter} for each kind, found in one table.
 * Depends on {@code code} only.
 */
package dev.tenon.generator.emit.java.region.section;
