// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.Acknowledgement;
import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Sleeper;
import dev.tenon.runtime.wait.Slip;
import dev.tenon.runtime.wait.Wakers;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The receiving end of a queue in shared memory, which reads all lanes. */
final class SharedQueueConsumer implements QueueConsumer {
  private final SectionHost host;
  private final QueueRole role;
  private final String label;
  private final LaneReader[] lanes;
  private final Sleeper sleeper;
  private final Wakers producers;
  private final Slip slip;
  private final boolean stamped;
  private final Condition messages;

  /** Lane that is looked at next. */
  private int turn;

  /** Lane of the message that was handed out last. */
  private LaneReader last;

  private boolean closed;

  SharedQueueConsumer(
      SectionHost host, MemorySegment content, QueueRole role, Acknowledgement acknowledgement) {
    QueueLayout first = role.lanes().get(0);
    this.host = host;
    this.role = role;
    this.label = first.label();
    this.stamped = first.stamped();
    long releaseBytes =
        acknowledgement == Acknowledgement.EACH_MESSAGE
            ? 1
            : first.capacity() / TenonFormatConstants.RELEASE_PARTS;
    this.lanes = new LaneReader[first.lanes()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = new LaneReader(content, role.lanes().get(i), role, role.end(i), releaseBytes);
    }
    this.last = lanes[0];
    this.messages = lanes.length == 1 ? lanes[0]::hasMessages : this::hasMessages;
    this.slip = new Slip(host.options().waitPolicy(), first.capacity(), consumed());
    this.producers = watch(host, content, role.lanes());
    this.sleeper =
        new Sleeper(
            host::requireWhole,
            label,
            role.sleep(),
            host.options().waitPolicy(),
            () -> role.end(0).count(QueueEnd.WAITS_OFFSET, 1),
            role.sleep()::reset);
    for (int i = 0; i < lanes.length; i++) {
      QueueLayout lane = role.lanes().get(i);
      long position = lane.producerEnd() + QueueEnd.POSITION_OFFSET;
      lane.checkFoundPositions(Words.getLongAcquire(content, position), lanes[i].consumed());
    }
  }

  private static Wakers watch(SectionHost host, MemorySegment content, List<QueueLayout> lanes) {
    List<PeerWatch> watches = new ArrayList<>();
    for (QueueLayout lane : lanes) {
      watches.add(SharedQueue.watch(host, content, lane.producerRole()));
    }
    return watches.size() == 1 ? watches.get(0) : new LaneWatch(watches, host.platform());
  }

  @Override
  public int poll(RecordHandler handler, int limit) {
    requireLimit(limit);
    requireUsable();
    try {
      // Otherwise an answer would wait behind the stores.
      boolean takesLines = slip.isStream();
      return lanes.length == 1
          ? lanes[0].drain(handler, limit, takesLines)
          : drainLanes(handler, limit, takesLines);
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  /**
   * Lets each lane have its turn, at most its part of the limit at a time, until the limit is
   * reached or no lane has more; at most one round of each ring.
   */
  private int drainLanes(RecordHandler handler, int limit, boolean takesLines) {
    int part = Math.max(limit / lanes.length, 1);
    int count = 0;
    // Lanes in a row that had less than their part.
    int exhausted = 0;
    while (count < limit && exhausted < lanes.length) {
      last = lanes[turn];
      turn = (turn + 1) % lanes.length;
      int most = Math.min(part, limit - count);
      int drained = last.drain(handler, most, takesLines);
      exhausted = drained < most ? exhausted + 1 : 0;
      count += drained;
    }
    return count;
  }

  @Override
  public int take(RecordHandler handler, int limit, Duration timeout) {
    Sleeper.requireTimeout(timeout);
    if (!timeout.isZero() && isEmpty()) {
      slip.pause();
    }
    int count = poll(handler, limit);
    if (count != 0 || limit == 0) {
      return learn(count);
    }
    try {
      return awaitAndPoll(handler, limit, timeout);
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private int awaitAndPoll(RecordHandler handler, int limit, Duration timeout) {
    sleeper.begin(timeout);
    while (sleeper.await(messages, producers)) {
      int count = poll(handler, limit);
      // Zero when all there was is padding, which only a hostile producer publishes alone: it must
      // not hold us beyond the deadline.
      if (count != 0) {
        return learn(count);
      }
      if (sleeper.isOver()) {
        return 0;
      }
    }
    return 0;
  }

  private int learn(int count) {
    slip.learn(count, consumed(), isEmpty());
    return count;
  }

  @Override
  public boolean peek(RecordHandler handler) {
    requireUsable();
    try {
      boolean found = false;
      // The lane whose turn it is, or the next one that has a message: which a poll then finds.
      for (int i = 0; i < lanes.length && !found; i++) {
        last = lanes[turn];
        found = last.peek(handler);
        turn = found ? turn : (turn + 1) % lanes.length;
      }
      Words.settle();
      return found;
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public int skipToNewest() {
    requireUsable();
    try {
      int skipped = 0;
      for (LaneReader lane : lanes) {
        skipped += lane.skipToNewest();
      }
      Words.settle();
      return skipped;
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public Duration age() {
    return Duration.ofNanos(stamped ? Math.max(0, System.nanoTime() - last.stamp()) : 0);
  }

  @Override
  public void close() {
    role.requireNotInHandler();
    if (!closed) {
      closed = true;
      host.giveUp(role);
    }
  }

  private static void requireLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit + " is negative");
    }
  }

  private void requireUsable() {
    role.requireNotInHandler();
    if (closed) {
      throw new IllegalStateException(
          "the consumer of " + label + " is closed: become its consumer again");
    }
  }

  private boolean hasMessages() {
    for (LaneReader lane : lanes) {
      if (lane.hasMessages()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the last look found nothing more in any lane. */
  private boolean isEmpty() {
    for (LaneReader lane : lanes) {
      if (!lane.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Sum of the positions in all lanes. */
  private long consumed() {
    long sum = 0;
    for (LaneReader lane : lanes) {
      sum += lane.consumed();
    }
    return sum;
  }
}
