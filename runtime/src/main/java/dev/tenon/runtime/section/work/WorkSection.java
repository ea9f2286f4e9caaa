// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.Work;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionSupport;
import java.lang.foreign.MemorySegment;

/** Work: a header, slots of workers and tasks, and behind them a ring of messages. */
public final class WorkSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, headerBytes(section));
  }

  private static long headerBytes(SectionDescriptor section) {
    return WorkLayout.headerBytes(section.size(), section.count());
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    // No task and no worker is all zero.
  }

  /** Every version of a schema has the same capacity, workers, and alignment of messages. */
  @Override
  public Placement check(SectionEntryCheck entry) {
    entry.require(entry.alignment() == entry.own().alignment(), "alignment");
    entry.require(entry.size() == entry.expectedSize(), "size");
    return entry.requireBehindHeader(headerBytes(entry.own()));
  }

  @Override
  public Work bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    WorkLayout layout =
        new WorkLayout(
            "work '" + section.name() + "' of " + host.address(),
            placement.offset(),
            placement.dataOffset(),
            placement.size(),
            section.alignment(),
            section.count());
    return new SharedWork(host, layout);
  }
}
