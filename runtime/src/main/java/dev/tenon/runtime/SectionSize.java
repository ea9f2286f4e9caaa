// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * The size that a struct of a region has from a version of the schema on, until a later version
 * changes it.
 *
 * @param since contract version, 1 or more
 * @param size bytes, 1 or more
 */
public record SectionSize(int since, long size) {}
