// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RoleFlags;
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
    RoleView producer = role(site.holders(), header, layout.producerEnd());
    RoleView consumer = role(site.holders(), header, layout.consumerEnd());
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

  private static RoleView role(Holders holders, MemorySegment header, long end) {
    long epoch = Integer.toUnsignedLong(Words.getIntAcquire(header, end + QueueEnd.EPOCH_OFFSET));
    long owner = Words.getLongAcquire(header, end + QueueEnd.OWNER_OFFSET);
    int slot = Words.getIntAcquire(header, end + QueueEnd.PARTICIPANT_OFFSET);
    int flags = Words.getIntAcquire(header, end + QueueEnd.FLAGS_OFFSET);
    Words.settle();
    if (owner == 0) {
      PeerState state = epoch == 0 ? PeerState.NEVER_JOINED : PeerState.LEFT;
      return new RoleView(state, 0, Life.DEAD, "", epoch, false, false, false);
    }
    Life life = holders.life(owner);
    boolean present = life != Life.DEAD;
    PeerState state =
        switch (life) {
          case DEAD -> PeerState.LEFT;
          case STOPPED -> PeerState.STOPPED;
          case ALIVE, UNKNOWN -> PeerState.PRESENT;
        };
    return new RoleView(
        state,
        holders.processId(owner),
        life,
        holders.label(owner, slot),
        epoch,
        present && (flags & RoleFlags.CAN_WAKE) != 0,
        present && (flags & RoleFlags.NEEDS_BARRIER) != 0,
        present && (flags & RoleFlags.SPINS) != 0);
  }
}
