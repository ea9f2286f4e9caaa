// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAddress;
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
   * Returns the places of the descriptor's sections.
   *
   * @param table a private copy of the region's table
   * @param image the region's description, whose header was checked
   * @throws CorruptRegionException if an entry contradicts the descriptor or the bounds
   */
  static List<Placement> read(
      RegionAddress address, MemorySegment table, RegionImage image, RegionDescriptor descriptor) {
    List<Placement> placements = new ArrayList<>();
    int age = Integer.compare(image.contractVersion(), descriptor.contractVersion());
    long free = image.descriptionEnd();
    for (int i = 0; i < descriptor.sections().size(); i++) {
      SectionDescriptor section = descriptor.sections().get(i);
      long entry = i * SectionEntry.BYTES;
      SectionEntryCheck check =
          new SectionEntryCheck(
              address,
              i,
              section,
              section.sizeAt(image.contractVersion()),
              age,
              table.get(ValueLayout.JAVA_INT, entry + SectionEntry.KIND_OFFSET),
              table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.SIZE_OFFSET),
              Integer.toUnsignedLong(
                  table.get(ValueLayout.JAVA_INT, entry + SectionEntry.ALIGNMENT_OFFSET)),
              table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET),
              table.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET),
              free,
              image.totalSize());
      byte[] name = RegionImage.name(table, entry + SectionEntry.NAME_OFFSET);
      // A name without an end is longer than any that a descriptor can have.
      check.require(RegionImage.isText(name, section.name()), "name");
      check.require(check.kind() == section.kind(), "kind");
      Placement placement = SectionKinds.of(section.kind()).check(check);
      placements.add(placement);
      free = placement.end();
    }
    return placements;
  }
}
