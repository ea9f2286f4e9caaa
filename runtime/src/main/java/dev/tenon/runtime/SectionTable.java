// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.SectionKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Reads a section table and checks every entry before anything of it is used. */
final class SectionTable {
  private SectionTable() {}

  /**
   * Where the descriptor's sections lie.
   *
   * @param table a private copy of the table
   * @param start first byte that a section may use
   * @param end first byte that it may not
   * @throws CorruptRegionException if an entry contradicts the descriptor or the bounds
   */
  static List<RegionLayout.Placement> read(
      MemorySegment table, List<SectionDescriptor> sections, long start, long end) {
    List<RegionLayout.Placement> placements = new ArrayList<>();
    long free = start;
    for (int i = 0; i < sections.size(); i++) {
      SectionDescriptor section = sections.get(i);
      long entry = i * SectionEntry.BYTES;
      checkIdentity(table, entry, section, i);
      long offset = table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET);
      long dataOffset = table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET);
      long alignment = RegionLayout.startAlignment(section.alignment());
      require(isAligned(offset, alignment), i, section, "offset");
      if (section.kind() == SectionKind.QUEUE) {
        require(fits(offset, QueueHeader.BYTES, free, end), i, section, "offset");
        require(isAligned(dataOffset, alignment), i, section, "data offset");
        long headerEnd = offset + QueueHeader.BYTES;
        require(fits(dataOffset, section.size(), headerEnd, end), i, section, "data offset");
        free = dataOffset + section.size();
      } else {
        require(fits(offset, section.size(), free, end), i, section, "offset");
        require(dataOffset == 0, i, section, "data offset");
        free = offset + section.size();
      }
      placements.add(new RegionLayout.Placement(offset, dataOffset));
    }
    return placements;
  }

  private static void checkIdentity(
      MemorySegment table, long entry, SectionDescriptor section, int index) {
    String name = RegionImage.string(table, entry + SectionEntry.NAME_OFFSET);
    require(name.equals(section.name()), index, section, "name");
    int kind = table.get(ValueLayout.JAVA_INT, entry + SectionEntry.KIND_OFFSET);
    require(kind == section.kind().value(), index, section, "kind");
    int alignment = table.get(ValueLayout.JAVA_INT, entry + SectionEntry.ALIGNMENT_OFFSET);
    require(alignment == section.alignment(), index, section, "alignment");
    long size = table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.SIZE_OFFSET);
    require(size == section.size(), index, section, "size");
  }

  private static boolean isAligned(long offset, long alignment) {
    return (offset & alignment - 1) == 0;
  }

  /** Whether size bytes from offset lie between start and end; no sum can overflow. */
  private static boolean fits(long offset, long size, long start, long end) {
    return offset >= start && offset <= end && size <= end - offset;
  }

  private static void require(
      boolean condition, int index, SectionDescriptor section, String what) {
    if (!condition) {
      throw new CorruptRegionException(
          "section " + index + " '" + section.name() + "' has a wrong " + what);
    }
  }
}
