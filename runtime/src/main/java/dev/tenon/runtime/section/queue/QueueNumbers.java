// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;

/** Reads what the two ends of a queue tell lookers. */
public final class QueueNumbers {
  private QueueNumbers() {}

  /**
   * Reads the numbers of a queue, in the order in which none can contradict those before it.
   *
   * @param region memory in which the queue's header is where the layout says
   */
  public static QueueStatistics read(MemorySegment region, QueueLayout layout) {
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
        distance(position, released, layout),
        layout.capacity(),
        Words.getLongOpaque(region, producer + QueueEnd.REFUSED_OFFSET),
        Words.getLongOpaque(region, producer + QueueEnd.WAITS_OFFSET),
        Words.getLongOpaque(region, producer + QueueEnd.WAKES_OFFSET),
        Words.getLongOpaque(region, consumer + QueueEnd.WAITS_OFFSET),
        Words.getLongOpaque(region, consumer + QueueEnd.WAKES_OFFSET));
  }

  /** Bytes between positions that were read at two moments, or written by somebody hostile. */
  private static long distance(long end, long begin, QueueLayout layout) {
    return Math.clamp(end - begin, 0, layout.capacity());
  }
}
