// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** Reads what the two ends of a queue tell lookers. */
public final class QueueNumbers {
  private QueueNumbers() {}

  /**
   * Reads the numbers of a queue, sums of all lanes.
   *
   * @param region memory in which the queue's headers and rings are where the layout says
   */
  public static QueueStatistics read(MemorySegment region, QueueLayout layout) {
    QueueStatistics sum = ofLane(region, layout);
    for (int i = 1; i < layout.lanes(); i++) {
      sum = sum(sum, ofLane(region, layout.lane(i)));
    }
    return sum;
  }

  private static QueueStatistics sum(QueueStatistics one, QueueStatistics other) {
    return new QueueStatistics(
        one.published() + other.published(),
        one.consumed() + other.consumed(),
        one.lagMessages() + other.lagMessages(),
        one.lagBytes() + other.lagBytes(),
        one.lagTime().compareTo(other.lagTime()) > 0 ? one.lagTime() : other.lagTime(),
        one.usedBytes() + other.usedBytes(),
        one.capacity() + other.capacity(),
        one.refusedClaims() + other.refusedClaims(),
        one.producerWaits() + other.producerWaits(),
        one.producerWakes() + other.producerWakes(),
        one.consumerWaits() + other.consumerWaits(),
        one.consumerWakes() + other.consumerWakes());
  }

  /**
   * Reads the numbers of one lane, in the order in which none can contradict those before it.
   *
   * @param region memory in which the queue's headers are where the layout says
   */
  public static QueueStatistics ofLane(MemorySegment region, QueueLayout layout) {
    long producer = layout.producerEnd();
    long consumer = layout.consumerEnd();
    // The consumer's first: what it has consumed was published before.
    long consumed = Words.getLongAcquire(region, consumer + QueueEnd.MESSAGES_OFFSET);
    long reached = Words.getLongAcquire(region, consumer + QueueEnd.REACHED_OFFSET);
    long released = Words.getLongAcquire(region, consumer + QueueEnd.POSITION_OFFSET);
    long position = Words.getLongAcquire(region, producer + QueueEnd.POSITION_OFFSET);
    long published = Words.getLongOpaque(region, producer + QueueEnd.MESSAGES_OFFSET);
    // Nobody has consumed anything yet, or what it says is not so.
    long seen = layout.isWithinRing(reached - released) ? reached : released;
    long lag = distance(position, seen, layout);
    return new QueueStatistics(
        published,
        consumed,
        lag == 0 ? 0 : Math.max(0, published - consumed),
        lag,
        lag == 0 ? Duration.ZERO : age(region, layout, seen),
        distance(position, released, layout),
        layout.capacity(),
        Words.getLongOpaque(region, producer + QueueEnd.REFUSED_OFFSET),
        Words.getLongOpaque(region, producer + QueueEnd.WAITS_OFFSET),
        Words.getLongOpaque(region, producer + QueueEnd.WAKES_OFFSET),
        Words.getLongOpaque(region, consumer + QueueEnd.WAITS_OFFSET),
        Words.getLongOpaque(region, consumer + QueueEnd.WAKES_OFFSET));
  }

  /**
   * Age of the oldest record of a lane that was not consumed, if one is there and the ring is
   * stamped. It may be consumed and overwritten meanwhile, and then it is any time.
   */
  private static Duration age(MemorySegment region, QueueLayout layout, long position) {
    if (!layout.stamped()) {
      return Duration.ZERO;
    }
    Ring ring = new Ring(layout, region);
    long record = position & -layout.recordAlignment();
    long stamp = ring.header(record) == 0 ? 0 : ring.stamp(record);
    return stamp == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, System.nanoTime() - stamp));
  }

  /** Bytes between positions that were read at two moments, or written by somebody hostile. */
  private static long distance(long end, long begin, QueueLayout layout) {
    return Math.clamp(end - begin, 0, layout.capacity());
  }
}
