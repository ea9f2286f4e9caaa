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

/** Looks at the words by which both ends of a queue tell how far they are. */
final class QueueLook implements SectionLook {
  /** Tries to meet a consumer that does not move. */
  private static final int TRIES = 64;

  @Override
  public SectionView view(SectionSite site) throws IOException {
    TableEntry entry = site.entry();
    entry.require(
        Long.bitCount(entry.size()) == 1
            && entry.size() >= 2 * RecordFormat.step(entry.alignment())
            && entry.size() <= TenonFormatConstants.MAX_QUEUE_CAPACITY,
        "size");
    entry.require(entry.dataOffset() >= entry.offset() + QueueHeader.BYTES, "data_offset");
    MemorySegment header = site.live(entry.offset(), QueueHeader.BYTES);
    QueueLayout layout =
        new QueueLayout(
            "queue '" + site.name() + "' of " + entry.region(),
            0,
            entry.dataOffset(),
            entry.size(),
            entry.alignment());
    requirePositions(layout, header);
    RoleView producer = site.holders().role(header, layout.producerEnd() + QueueEnd.ROLE_OFFSET);
    RoleView consumer = site.holders().role(header, layout.consumerEnd() + QueueEnd.ROLE_OFFSET);
    QueueStatistics statistics = QueueNumbers.read(header, layout);
    Words.settle();
    return new QueueView(
        site.name(), site.doc(), entry.alignment(), producer, consumer, statistics);
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
