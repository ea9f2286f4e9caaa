// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.latest;

import dev.tenon.runtime.Latest;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.LatestHeader;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionSupport;
import java.lang.foreign.MemorySegment;

/** A latest value: a header, and behind it slots. */
public final class LatestSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, LatestHeader.BYTES);
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    // Nothing is published, which is all zero.
  }

  /** The value may have grown since an older region was made, and have more in a newer one. */
  @Override
  public Placement check(SectionEntryCheck entry) {
    entry.require(LatestLayout.isAlignment(entry.alignment()), "alignment");
    entry.require(entry.isExpectedSize() && LatestLayout.isSize(entry.size()), "size");
    return entry.requireBehindHeader(LatestHeader.BYTES);
  }

  @Override
  public Latest bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    LatestLayout layout =
        new LatestLayout(
            "latest '" + section.name() + "' of " + host.address(),
            placement.offset(),
            placement.dataOffset(),
            placement.size(),
            host.contractVersion());
    return new SharedLatest(host, layout, mapping.content());
  }
}
