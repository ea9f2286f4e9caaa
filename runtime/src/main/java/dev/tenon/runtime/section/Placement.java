// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.format.TenonFormatConstants;

/**
 * Place of a section, in bytes from the region's start.
 *
 * @param dataOffset start of the data behind a header; zero for a section without one
 * @param size bytes of the data
 * @param end first byte behind the section
 */
public record Placement(long offset, long dataOffset, long size, long end) {
  /** Alignment of a section's start and of its data, whose content has that alignment. */
  public static long startAlignment(long alignment) {
    return Math.max(TenonFormatConstants.SECTION_ALIGNMENT, alignment);
  }
}
