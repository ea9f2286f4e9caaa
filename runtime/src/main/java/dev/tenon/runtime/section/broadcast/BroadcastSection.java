// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.broadcast;

import dev.tenon.runtime.Broadcast;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.BroadcastHeader;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionSupport;
import java.lang.foreign.MemorySegment;

/** A broadcast: a header, and behind it a ring of records. */
public final class BroadcastSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, BroadcastHeader.BYTES);
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    // Nothing is published, which is all zero.
  }

  /** Every version of a schema has the same capacity. */
  @Override
  public Placement check(SectionEntryCheck entry) {
    entry.require(BroadcastLayout.isAlignment(entry.alignment()), "alignment");
    entry.require(entry.size() == entry.expectedSize(), "size");
    return entry.requireBehindHeader(BroadcastHeader.BYTES);
  }

  @Override
  public Broadcast bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    BroadcastLayout layout =
        new BroadcastLayout(
            "broadcast '" + section.name() + "' of " + host.address(),
            placement.offset(),
            placement.dataOffset(),
            placement.size());
    return new SharedBroadcast(host, layout, mapping.content());
  }
}
