// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.platform.RegionMapping;
import java.lang.foreign.MemorySegment;

/** A struct: its bytes, which users read and write in place. */
public final class StructSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    long offset = Alignment.up(start, Placement.startAlignment(section.alignment()));
    return placement(offset, section.size());
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    MemorySegment struct = region.asSlice(placement.offset(), placement.size());
    section.initializer().initialize(struct, 0);
  }

  @Override
  public Placement check(SectionEntryCheck entry) {
    entry.require(isExpectedAlignment(entry), "alignment");
    entry.require(isExpectedSize(entry), "size");
    entry.requireStart();
    entry.require(entry.dataOffset() == 0, "data_offset");
    entry.requireEnd(entry.offset());
    return placement(entry.offset(), entry.size());
  }

  /** It may have grown since an older region was made, and be larger still in a newer one. */
  private static boolean isExpectedSize(SectionEntryCheck entry) {
    return entry.age() > 0
        ? Long.compareUnsigned(entry.size(), entry.own().size()) >= 0
        : entry.size() == entry.expectedSize();
  }

  /** The fields that made it larger may also have made it more aligned. */
  private static boolean isExpectedAlignment(SectionEntryCheck entry) {
    long recorded = entry.alignment();
    long own = entry.own().alignment();
    if (entry.age() == 0) {
      return recorded == own;
    }
    return Long.bitCount(recorded) == 1
        && recorded <= TenonFormatConstants.PAGE_BYTES
        && (entry.age() < 0 ? recorded <= own : recorded >= own);
  }

  @Override
  public MemorySegment bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    return mapping.content().asSlice(placement.offset(), placement.size());
  }

  private static Placement placement(long offset, long size) {
    return new Placement(offset, 0, size, offset + size);
  }
}
