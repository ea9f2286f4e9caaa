// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.event;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.EventHeader;
import dev.tenon.runtime.format.SectionFlags;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionSupport;
import java.lang.foreign.MemorySegment;

/** An event: a header, and a word for each bit. */
public final class EventSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, EventHeader.BYTES);
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    // No bit is set, which is all zero.
  }

  @Override
  public Placement check(SectionEntryCheck entry) {
    return entry.requireWords(EventHeader.BYTES);
  }

  @Override
  public Object bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    EventLayout layout =
        new EventLayout(
            "event '" + section.name() + "' of " + host.address(),
            placement.offset(),
            placement.dataOffset(),
            (section.flags() & SectionFlags.MANUAL) != 0,
            (section.flags() & SectionFlags.NAMED_BITS) != 0 ? EventLayout.ALL : EventLayout.BIT);
    return new SharedEvent(host, layout, mapping.content());
  }
}
