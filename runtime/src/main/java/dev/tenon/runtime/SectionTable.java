// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.format.TenonFormatConstants;
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
   * @param regionVersion contract version of the region's creator
   * @param start first byte that a section may use
   * @param end first byte that it may not
   * @throws CorruptRegionException if an entry contradicts the descriptor or the bounds
   */
  static List<RegionLayout.Placement> read(
      MemorySegment table, RegionDescriptor descriptor, int regionVersion, long start, long end) {
    List<RegionLayout.Placement> placements = new ArrayList<>();
    long free = start;
    for (int i = 0; i < descriptor.sections().size(); i++) {
      SectionDescriptor section = descriptor.sections().get(i);
      long entry = i * SectionEntry.BYTES;
      checkIdentity(table, entry, section, i);
      long size = table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.SIZE_OFFSET);
      int age = Integer.compare(regionVersion, descriptor.contractVersion());
      require(isExpectedSize(size, section, regionVersion, age), i, section, "size");
      long recorded =
          Integer.toUnsignedLong(
              table.get(ValueLayout.JAVA_INT, entry + SectionEntry.ALIGNMENT_OFFSET));
      require(isExpectedAlignment(recorded, section, age), i, section, "alignment");
      long alignment = RegionLayout.startAlignment(Math.max(recorded, section.alignment()));
      long offset = table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET);
      long dataOffset = table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET);
      require(isAligned(offset, alignment), i, section, "offset");
      if (section.kind() == SectionKind.QUEUE) {
        require(fits(offset, QueueHeader.BYTES, free, end), i, section, "offset");
        require(isAligned(dataOffset, alignment), i, section, "data offset");
        long headerEnd = offset + QueueHeader.BYTES;
        require(fits(dataOffset, size, headerEnd, end), i, section, "data offset");
        free = dataOffset + size;
      } else {
        require(fits(offset, size, free, end), i, section, "offset");
        require(dataOffset == 0, i, section, "data offset");
        free = offset + size;
      }
      placements.add(new RegionLayout.Placement(offset, dataOffset, size));
    }
    return placements;
  }

  private static void checkIdentity(
      MemorySegment table, long entry, SectionDescriptor section, int index) {
    String name = RegionImage.string(table, entry + SectionEntry.NAME_OFFSET);
    require(name.equals(section.name()), index, section, "name");
    int kind = table.get(ValueLayout.JAVA_INT, entry + SectionEntry.KIND_OFFSET);
    require(kind == section.kind().value(), index, section, "kind");
  }

  /**
   * A struct may have grown since an older region was made, and be larger still in a newer one.
   *
   * @param age how the region's contract version compares with the own
   */
  private static boolean isExpectedSize(
      long size, SectionDescriptor section, int regionVersion, int age) {
    if (section.kind() == SectionKind.STRUCT && age > 0) {
      return size >= section.size();
    }
    return size == section.sizeAt(regionVersion);
  }

  /** The fields that made a struct larger may also have made it more aligned. */
  private static boolean isExpectedAlignment(long alignment, SectionDescriptor section, int age) {
    if (section.kind() == SectionKind.QUEUE || age == 0) {
      return alignment == section.alignment();
    }
    return Long.bitCount(alignment) == 1
        && alignment <= TenonFormatConstants.PAGE_BYTES
        && (age < 0 ? alignment <= section.alignment() : alignment >= section.alignment());
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
