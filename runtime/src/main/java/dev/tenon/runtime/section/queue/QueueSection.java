// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.Queue;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionSupport;
import java.lang.foreign.MemorySegment;

/** A queue: a header, and behind it a ring of records. */
public final class QueueSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, QueueHeader.BYTES);
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    // An empty queue is all zero.
  }

  /** Every version of a schema has the same capacity, and messages of the same alignment. */
  @Override
  public Placement check(SectionEntryCheck entry) {
    entry.require(entry.alignment() == entry.own().alignment(), "alignment");
    entry.require(entry.size() == entry.expectedSize(), "size");
    return entry.requireBehindHeader(QueueHeader.BYTES);
  }

  @Override
  public Queue bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    QueueLayout layout =
        new QueueLayout(
            "queue '" + section.name() + "' of " + host.address(),
            placement.offset(),
            placement.dataOffset(),
            placement.size(),
            section.alignment());
    return new SharedQueue(host, layout);
  }
}
