// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;

/**
 * Place of a section, in bytes from the region's start.
 *
 * @param dataOffset start of the data behind the header
 * @param size bytes of the data
 * @param end first byte behind the section
 */
public record Placement(long offset, long dataOffset, long size, long end) {
  /** A section with a header and data behind it. */
  public static Placement of(long offset, long dataOffset, long size) {
    return new Placement(offset, dataOffset, size, dataOffset + size);
  }

  /**
   * Places a section of a new region.
   *
   * @param start first byte that it may use
   * @param headerBytes size of the header of its kind
   */
  public static Placement behindHeader(SectionDescriptor section, long start, long headerBytes) {
    long alignment = startAlignment(section.alignment());
    long offset = Alignment.up(start, alignment);
    return of(offset, Alignment.up(offset + headerBytes, alignment), section.size());
  }

  /** Alignment of a section's start and of its data, whose content has that alignment. */
  public static long startAlignment(long alignment) {
    return Math.max(TenonFormatConstants.SECTION_ALIGNMENT, alignment);
  }
}
