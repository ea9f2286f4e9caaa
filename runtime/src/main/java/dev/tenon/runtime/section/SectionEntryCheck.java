// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.memory.Alignment;

/**
 * An entry in the table of an existing region as it was read, beside what this program expects.
 *
 * @param index position in the table
 * @param own this program's section of that position
 * @param expectedSize bytes that it has in the region's version, if that is not newer
 * @param age how the region's contract version compares with the own: below zero, it is older
 * @param size recorded in the entry, like the next three
 * @param begin first byte of the region that the section may use
 * @param end first byte that it may not
 */
public record SectionEntryCheck(
    int index,
    SectionDescriptor own,
    long expectedSize,
    int age,
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

  /** Requires that the section starts where it may, and that {@code bytes} from there fit. */
  public void requireStart(long bytes) {
    require(Alignment.isMultiple(offset, startAlignment()), "offset");
    require(fits(offset, bytes, begin), "offset");
  }

  /** Whether {@code bytes} from {@code offset} lie between {@code start} and the end. */
  public boolean fits(long offset, long bytes, long start) {
    // No sum can overflow.
    return offset >= start && offset <= end && bytes <= end - offset;
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
          "section " + index + " '" + own.name() + "' has a wrong " + what);
    }
  }
}
