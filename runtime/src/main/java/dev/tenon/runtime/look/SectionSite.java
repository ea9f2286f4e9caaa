// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.platform.ReadableRegion;
import dev.tenon.runtime.section.Placement;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An entry in the section table of a region, as it was read, and access to what it leads to.
 *
 * @param index position in the table
 * @param name printable
 * @param doc printable
 * @param begin first byte of the region that the section may use
 * @param end first byte that it may not
 */
record SectionSite(
    RegionAddress address,
    ReadableRegion stored,
    Arena arena,
    Holders holders,
    int index,
    String name,
    String doc,
    long alignment,
    long offset,
    long size,
    long dataOffset,
    long begin,
    long end) {

  /** Requires an alignment that is possible, and a start where one may be. */
  void requireStart() {
    require(
        Long.bitCount(alignment) == 1 && alignment <= TenonFormatConstants.PAGE_BYTES, "alignment");
    require(isStart(offset, begin), "offset");
  }

  /** Whether content of that alignment may start there, behind other bytes. */
  boolean isStart(long start, long earliest) {
    return start >= earliest
        && start <= end
        && Alignment.isMultiple(start, Placement.startAlignment(alignment));
  }

  /**
   * Requires that the data, which starts there, ends where it may.
   *
   * @return the first byte behind it
   */
  long requireEnd(long start) {
    // No sum can overflow.
    require(size > 0 && size <= end - start, "size");
    return start + size;
  }

  /** Throws a CorruptRegionException, which names the entry's member, unless something holds. */
  void require(boolean condition, String what) {
    if (!condition) {
      throw new CorruptRegionException(
          "section "
              + index
              + " ('"
              + name
              + "') of "
              + address
              + " has a wrong "
              + what
              + ": alignment "
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

  /** Maps bytes of the section, whose place was checked, as others write them. */
  MemorySegment live(long start, long bytes) throws IOException {
    return stored.mapReadOnly(start, bytes, arena);
  }
}
