// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.TableEntry;
import dev.tenon.runtime.section.queue.QueueLayout;
import dev.tenon.runtime.section.queue.QueueNumbers;
import dev.tenon.runtime.section.queue.RecordFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Looks at the words by which both ends of a queue tell how far they are. */
final class QueueLook implements SectionLook {
  /** Tries to meet a consumer that does not move. */
  private static final int TRIES = 64;

  @Override
  public SectionView view(SectionSite site) throws IOException {
    TableEntry entry = site.entry();
    entry.require(entry.count() >= 1 && entry.count() <= TenonFormatConstants.MAX_LANES, "count");
    long step = RecordFormat.step(entry.alignment(), RecordFormat.isStamped(entry.flags()));
    entry.require(
        Long.bitCount(entry.size()) == 1
            && entry.size() >= 2 * step
            && entry.size() <= TenonFormatConstants.MAX_QUEUE_CAPACITY,
        "size");
    long headers = entry.count() * QueueHeader.BYTES;
    entry.require(entry.dataOffset() >= entry.offset() + headers, "data_offset");
    entry.require(entry.count() * entry.size() <= entry.end() - entry.dataOffset(), "size");
    long data = entry.dataOffset() - entry.offset();
    MemorySegment section = site.live(entry.offset(), data + entry.count() * entry.size());
    QueueLayout layout =
        QueueLayout.of(
            "queue '" + site.name() + "' of " + entry.region(),
            0,
            data,
            entry.size(),
            entry.alignment(),
            entry.flags(),
            entry.count());
    List<LaneView> lanes = new ArrayList<>();
    for (int i = 0; i < layout.lanes(); i++) {
      lanes.add(lane(site, section, layout.lane(i)));
    }
    RoleView consumer = site.holders().role(section, layout.consumerRole());
    QueueStatistics statistics = QueueNumbers.read(section, layout);
    Words.settle();
    return new QueueView(
        site.name(), site.doc(), entry.alignment(), layout.stamped(), lanes, consumer, statistics);
  }

  private static LaneView lane(SectionSite site, MemorySegment section, QueueLayout layout) {
    requirePositions(layout, section);
    return new LaneView(
        site.holders().role(section, layout.producerRole()), QueueNumbers.ofLane(section, layout));
  }

  /** Refuses positions that cannot be. While the consumer moves there is no telling. */
  private static void requirePositions(QueueLayout layout, MemorySegment header) {
    long consumer = layout.consumerEnd() + QueueEnd.POSITION_OFFSET;
    long before = Words.getLongAcquire(header, consumer);
    for (int left = TRIES; left > 0; left--) {
      long produced = Words.getLongAcquire(header, layout.producerEnd() + QueueEnd.POSITION_OFFSET);
      long after = Words.getLongAcquire(header, consumer);
      Words.settle();
      if (before == after) {
        layout.checkFoundPositions(produced, before);
        return;
      }
      before = after;
    }
  }
}
