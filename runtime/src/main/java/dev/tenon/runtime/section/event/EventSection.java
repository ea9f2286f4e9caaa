// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.event;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.EventHeader;
import dev.tenon.runtime.format.SectionFlags;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.WordsSection;

/** An event: a header, and a word for each bit. */
public final class EventSection extends WordsSection {
  public EventSection() {
    super(EventHeader.BYTES);
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
