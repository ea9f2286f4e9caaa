// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.struct;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.WaitableStruct;
import dev.tenon.runtime.format.StructHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionSupport;
import java.lang.foreign.MemorySegment;

/**
 * A struct: a header with wait words, and behind it the bytes that users read and write in place.
 */
public final class StructSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, StructHeader.BYTES);
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    MemorySegment struct = region.asSlice(placement.dataOffset(), placement.size());
    section.initializer().initialize(struct, 0);
  }

  @Override
  public Placement check(SectionEntryCheck entry) {
    entry.require(isExpectedAlignment(entry), "alignment");
    entry.require(entry.isExpectedSize(), "size");
    return entry.requireBehindHeader(StructHeader.BYTES);
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
  public WaitableStruct bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    return new SharedStruct(
        host,
        "struct '" + section.name() + "' of " + host.address(),
        mapping.content().asSlice(placement.dataOffset(), placement.size()),
        mapping,
        placement.offset() + StructHeader.CHANGES_OFFSET);
  }
}
