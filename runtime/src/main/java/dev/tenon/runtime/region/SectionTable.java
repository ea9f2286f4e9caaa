// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
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
  static List<Placement> read(
      MemorySegment table, RegionDescriptor descriptor, int regionVersion, long start, long end) {
    List<Placement> placements = new ArrayList<>();
    int age = Integer.compare(regionVersion, descriptor.contractVersion());
    long free = start;
    for (int i = 0; i < descriptor.sections().size(); i++) {
      SectionDescriptor section = descriptor.sections().get(i);
      long entry = i * SectionEntry.BYTES;
      SectionEntryCheck check =
          new SectionEntryCheck(
              i,
              section,
              section.sizeAt(regionVersion),
              age,
              table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.SIZE_OFFSET),
              Integer.toUnsignedLong(
                  table.get(ValueLayout.JAVA_INT, entry + SectionEntry.ALIGNMENT_OFFSET)),
              table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET),
              table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET),
              free,
              end);
      String name = RegionImage.string(table, entry + SectionEntry.NAME_OFFSET);
      check.require(name.equals(section.name()), "name");
      int kind = table.get(ValueLayout.JAVA_INT, entry + SectionEntry.KIND_OFFSET);
      check.require(kind == section.kind(), "kind");
      Placement placement = SectionSupports.of(section.kind()).check(check);
      placements.add(placement);
      free = placement.end();
    }
    return placements;
  }
}
