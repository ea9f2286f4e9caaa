// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RoleFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.queue.QueueLayout;
import dev.tenon.runtime.section.queue.RecordFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Looks at the words by which both ends of a queue tell how far they are. */
final class QueueLook implements SectionLook {
  /** Tries to meet a consumer that does not move. */
  private static final int TRIES = 64;

  /**
   * Distance between the two ends at about one moment.
   *
   * @param used bytes published and not released
   * @param lag bytes published and not consumed
   * @param messages those in them, by the counts of both ends, which may be wrong
   */
  private record Distance(long used, long lag, long messages) {}

  @Override
  public long end(SectionSite site) {
    site.requireStart();
    site.require(
        Long.bitCount(site.size()) == 1
            && site.size() >= 2 * RecordFormat.step(site.alignment())
            && site.size() <= TenonFormatConstants.MAX_QUEUE_CAPACITY,
        "size");
    // No sum can overflow: the start was checked.
    site.require(site.isStart(site.dataOffset(), site.offset() + QueueHeader.BYTES), "data_offset");
    return site.requireEnd(site.dataOffset());
  }

  @Override
  public SectionView view(SectionSite site) throws IOException {
    MemorySegment header = site.live(site.offset(), QueueHeader.BYTES);
    QueueLayout layout =
        new QueueLayout(
            "queue '" + site.name() + "' of " + site.address(),
            0,
            site.dataOffset(),
            site.size(),
            site.alignment());
    RoleView producer = role(site.holders(), header, QueueHeader.PRODUCER_OFFSET);
    RoleView consumer = role(site.holders(), header, QueueHeader.CONSUMER_OFFSET);
    Words.settle();
    Distance distance = distance(layout, header);
    long most = distance.lag() / RecordFormat.step(site.alignment());
    return new QueueView(
        site.name(),
        site.doc(),
        site.size(),
        site.alignment(),
        producer,
        consumer,
        distance.used(),
        distance.lag(),
        Math.clamp(distance.messages(), 0, most));
  }

  private static Distance distance(QueueLayout layout, MemorySegment header) {
    long consumer = QueueHeader.CONSUMER_OFFSET;
    long producer = QueueHeader.PRODUCER_OFFSET;
    for (int left = TRIES; ; left--) {
      long before = Words.getLongAcquire(header, consumer + QueueEnd.POSITION_OFFSET);
      long reached = Words.getLongAcquire(header, consumer + QueueEnd.REACHED_OFFSET);
      // The consumer's count first, so that it cannot be ahead.
      long consumed = Words.getLongAcquire(header, consumer + QueueEnd.MESSAGES_OFFSET);
      long sent = Words.getLongAcquire(header, producer + QueueEnd.MESSAGES_OFFSET);
      long produced = Words.getLongAcquire(header, producer + QueueEnd.POSITION_OFFSET);
      long after = Words.getLongAcquire(header, consumer + QueueEnd.POSITION_OFFSET);
      Words.settle();
      boolean same = before == after;
      if (same) {
        layout.checkFoundPositions(produced, before);
      }
      if (same || left == 0) {
        // A producer that was killed may be behind the consumer, and a busy one far ahead of
        // where the consumer was.
        long used = Math.clamp(produced - before, 0, layout.capacity());
        long handed = reached - before;
        boolean known = handed >= 0 && handed <= used;
        return new Distance(used, known ? used - handed : used, sent - consumed);
      }
    }
  }

  private static RoleView role(Holders holders, MemorySegment header, long end) {
    long epoch = Integer.toUnsignedLong(Words.getIntAcquire(header, end + QueueEnd.EPOCH_OFFSET));
    long owner = Words.getLongAcquire(header, end + QueueEnd.OWNER_OFFSET);
    int slot = Words.getIntAcquire(header, end + QueueEnd.PARTICIPANT_OFFSET);
    int flags = Words.getIntAcquire(header, end + QueueEnd.FLAGS_OFFSET);
    Words.settle();
    Life life = owner == 0 ? Life.DEAD : holders.life(owner);
    PeerState state =
        life != Life.DEAD
            ? PeerState.PRESENT
            : epoch == 0 ? PeerState.NEVER_JOINED : PeerState.LEFT;
    boolean present = state == PeerState.PRESENT;
    return new RoleView(
        state,
        owner == 0 ? 0 : holders.processId(owner),
        life,
        owner == 0 ? "" : holders.label(owner, slot),
        epoch,
        Words.getLongAcquire(header, end + QueueEnd.MESSAGES_OFFSET),
        Words.getLongAcquire(header, end + QueueEnd.REFUSED_OFFSET),
        Words.getLongAcquire(header, end + QueueEnd.WAITS_OFFSET),
        Words.getLongAcquire(header, end + QueueEnd.WAKES_OFFSET),
        present && (flags & RoleFlags.CAN_WAKE) != 0,
        present && (flags & RoleFlags.NEEDS_BARRIER) != 0,
        present && (flags & RoleFlags.SPINS) != 0);
  }
}
