// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.layout.Printable;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.TableEntry;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a section table and checks every entry before anything of it is used. The region of an
 * older program lacks the last of the own sections; that of a newer one may have more behind them,
 * of kinds that are unknown here, which are checked as far as every kind is alike.
 */
final class SectionTable {
  private final RegionAddress address;
  private final MemorySegment table;
  private final RegionImage image;
  private final RegionDescriptor descriptor;

  /** Age of the region beside this program: below zero, it is older; above, newer. */
  private final int age;

  private SectionTable(
      RegionAddress address, MemorySegment table, RegionImage image, RegionDescriptor descriptor) {
    this.address = address;
    this.table = table;
    this.image = image;
    this.descriptor = descriptor;
    this.age = Integer.compare(image.contractVersion(), descriptor.contractVersion());
  }

  /**
   * Returns the places of the descriptor's sections that the region has, which are the first ones.
   *
   * @param table a private copy of the region's table
   * @param image the region's description, whose header was checked
   * @throws CorruptRegionException if the table contradicts the descriptor or the bounds
   */
  static List<Placement> read(
      RegionAddress address, MemorySegment table, RegionImage image, RegionDescriptor descriptor) {
    return new SectionTable(address, table, image, descriptor).read();
  }

  private List<Placement> read() {
    int known = descriptor.sectionCountAt(image.contractVersion());
    checkCount(known);
    List<Placement> placements = new ArrayList<>();
    long free = image.descriptionEnd();
    for (int i = 0; i < image.sectionCount(); i++) {
      if (i < known) {
        placements.add(known(i, free));
        free = placements.getLast().end();
      } else {
        free = unknown(i, free);
      }
    }
    return placements;
  }

  private void checkCount(int known) {
    int there = image.sectionCount();
    boolean mayHaveMore = age > 0;
    if (there != known && !(mayHaveMore && there > known)) {
      throw new CorruptRegionException(
          address
              + " has "
              + there
              + " sections, its layout "
              + (mayHaveMore ? "at least " : "")
              + known);
    }
  }

  private Placement known(int index, long begin) {
    SectionDescriptor section = descriptor.sections().get(index);
    TableEntry entry = entry(index, section.name(), begin);
    // A name without an end is longer than any that a descriptor can have.
    entry.require(RegionImage.isText(name(index), section.name()), "name");
    entry.require(entry.kind() == section.kind(), "kind");
    entry.require(entry.count() == section.count(), "count");
    entry.require(entry.flags() == section.flags(), "flags");
    long expectedSize = section.sizeAt(image.contractVersion());
    return SectionKinds.of(section.kind())
        .check(new SectionEntryCheck(entry, section, expectedSize, age));
  }

  /** Whatever it is, nobody here uses it. Returns where it ends. */
  private long unknown(int index, long begin) {
    byte[] name = name(index);
    TableEntry entry = entry(index, Printable.of(name), begin);
    entry.require(name.length > 0 && name.length < TenonFormatConstants.NAME_BYTES, "name");
    return entry.requireAnyKind();
  }

  private byte[] name(int index) {
    return RegionImage.sectionName(table, index);
  }

  private TableEntry entry(int index, String name, long begin) {
    return TableEntry.of(address, table, index, name, begin, image.totalSize());
  }
}
