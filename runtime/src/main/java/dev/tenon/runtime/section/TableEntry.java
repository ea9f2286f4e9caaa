// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An entry in the table of an existing region as it was read, with what holds for every kind.
 *
 * @param region names the region in messages
 * @param index position in the table
 * @param name names the section in messages
 * @param kind recorded in the entry, like the next six
 * @param begin first byte of the region that the section may use
 * @param end first byte that it may not
 */
public record TableEntry(
    RegionAddress region,
    int index,
    String name,
    int kind,
    long size,
    long alignment,
    long offset,
    long dataOffset,
    int count,
    int flags,
    long begin,
    long end) {

  /**
   * Reads an entry.
   *
   * @param table a private copy of the table of the region
   */
  public static TableEntry of(
      RegionAddress region, MemorySegment table, int index, String name, long begin, long end) {
    long entry = index * SectionEntry.BYTES;
    return new TableEntry(
        region,
        index,
        name,
        table.get(ValueLayout.JAVA_INT, entry + SectionEntry.KIND_OFFSET),
        table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.SIZE_OFFSET),
        Integer.toUnsignedLong(
            table.get(ValueLayout.JAVA_INT, entry + SectionEntry.ALIGNMENT_OFFSET)),
        table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET),
        table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET),
        table.get(ValueLayout.JAVA_INT, entry + SectionEntry.COUNT_OFFSET),
        table.get(ValueLayout.JAVA_INT, entry + SectionEntry.FLAGS_OFFSET),
        begin,
        end);
  }

  /** Requires that the section starts where it may, at a multiple of an alignment. */
  void requireStart(long startAlignment) {
    require(
        offset >= begin && offset <= end && Alignment.isMultiple(offset, startAlignment), "offset");
  }

  /** Requires that the data, which starts there, ends where it may. */
  void requireEnd(long start) {
    // No sum can overflow.
    require(size >= 0 && size <= end - start, "size");
  }

  /**
   * Requires what holds for a section of any kind, its name apart.
   *
   * @return the first byte behind it
   */
  public long requireAnyKind() {
    require(kind != 0, "kind");
    require(
        Long.bitCount(alignment) == 1 && alignment <= TenonFormatConstants.PAGE_BYTES, "alignment");
    long startAlignment = Placement.startAlignment(alignment);
    requireStart(startAlignment);
    long data = dataOffset != 0 ? dataOffset : offset;
    require(
        data >= offset && data <= end && Alignment.isMultiple(data, startAlignment), "data_offset");
    requireEnd(data);
    return data + size;
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
              + name
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
              + " count "
              + Integer.toUnsignedString(count)
              + " flags "
              + Integer.toUnsignedString(flags)
              + " in a region of "
              + end
              + " bytes");
    }
  }
}
