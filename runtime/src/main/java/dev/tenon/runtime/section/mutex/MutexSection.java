// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.mutex;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.MutexHeader;
import dev.tenon.runtime.format.SectionFlags;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionSupport;
import java.lang.foreign.MemorySegment;

/** A mutex: a header, and a ticket for each slot of a participant. */
public final class MutexSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, MutexHeader.BYTES);
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    // Nobody holds it, which is all zero.
  }

  @Override
  public Placement check(SectionEntryCheck entry) {
    return entry.requireWords(MutexHeader.BYTES);
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
