// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.memory.Alignment;

/**
 * An entry in the table of an existing region as it was read, beside what this program expects.
 *
 * @param region names the region in messages
 * @param index position in the table
 * @param own this program's section of that position
 * @param expectedSize bytes that it has in the region's version, if that is not newer
 * @param age how the region's contract version compares with the own: below zero, it is older
 * @param kind recorded in the entry, like the next four
 * @param begin first byte of the region that the section may use
 * @param end first byte that it may not
 */
public record SectionEntryCheck(
    RegionAddress region,
    int index,
    SectionDescriptor own,
    long expectedSize,
    int age,
    int kind,
    long size,
    long alignment,
    long offset,
    long dataOffset,
    long begin,
    long end) {

  /** Alignment of the section's start and of its data: the larger one of both programs'. */
  public long startAlignment() {
    return Placement.startAlignment(Math.max(alignment, own.alignment()));
  }

  /** Requires that the section starts where it may. */
  public void requireStart() {
    require(
        offset >= begin && offset <= end && Alignment.isMultiple(offset, startAlignment()),
        "offset");
  }

  /** Requires that the data, which starts there, ends where it may. */
  public void requireEnd(long start) {
    // No sum can overflow.
    require(size >= 0 && size <= end - start, "size");
  }

  /**
   * Requires a fact of the entry.
   *
   * @param what the entry's member for the message
   * @throws CorruptRegionException unless the condition holds
   */
  public void require(boolean condition, String what) {
    if (!condition) {
      throw new CorruptRegionException(
          "section "
              + index
              + " ('"
              + own.name()
              + "') of "
              + region
              + " has a wrong "
              + what
              + ": kind "
              + Integer.toUnsignedString(kind)
              + " alignment "
              + alignment
              + " offset "
              + Long.toUnsignedString(offset)
              + " size "
              + Long.toUnsignedString(size)
              + " data_offset "
              + Long.toUnsignedString(dataOffset)
              + " in a region of "
              + end
              + " bytes");
    }
  }
}
