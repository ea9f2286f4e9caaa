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

/** A queue: a header for each lane, and behind them a ring of records for each. */
public final class QueueSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return withRings(
        Placement.behindHeader(section, start, section.count() * QueueHeader.BYTES),
        section.count());
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
    int lanes = entry.own().count();
    Placement first = entry.requireBehindHeader(lanes * QueueHeader.BYTES);
    entry.require((lanes - 1) * first.size() <= entry.end() - first.end(), "size");
    return withRings(first, lanes);
  }

  /** Adds the rings of all lanes but the first. */
  private static Placement withRings(Placement first, int lanes) {
    return new Placement(
        first.offset(), first.dataOffset(), first.size(), first.end() + (lanes - 1) * first.size());
  }

  @Override
  public Queue bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    QueueLayout layout =
        QueueLayout.of(
            "queue '" + section.name() + "' of " + host.address(),
            placement.offset(),
            placement.dataOffset(),
            placement.size(),
            section.alignment(),
            section.flags(),
            section.count());
    return new SharedQueue(host, layout);
  }
}
