// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.mutex;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.MutexHeader;
import dev.tenon.runtime.format.SectionFlags;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.WordsSection;

/** A mutex: a header, and a ticket for each slot of a participant. */
public final class MutexSection extends WordsSection {
  public MutexSection() {
    super(MutexHeader.BYTES);
  }

  @Override
  public Object bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    MutexLayout layout =
        new MutexLayout(
            "mutex '" + section.name() + "' of " + host.address(),
            placement.offset(),
            placement.dataOffset(),
            (section.flags() & SectionFlags.RECURSIVE) != 0,
            (section.flags() & SectionFlags.FAIR) != 0);
    return new SharedMutex(host, layout, mapping.content());
  }
}
