// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * A reader of a latest value. For one thread at a time. Reading allocates nothing.
 *
 * <p>Memory that receives a value is aligned to 8 bytes and has room up to a multiple of 8. What it
 * holds after a method that returns false is undefined.
 */
public interface LatestReader {
  /**
   * Copies the newest value.
   *
   * @param value receives {@code size} bytes at {@code offset}; fewer if the region has no room for
   *     them, because its schema is an older one
   * @return false if none was published, or if it was overwritten in each of 8 attempts
   * @throws IllegalStateException if the region is closed
   */
  boolean read(MemorySegment value, long offset, long size);

  /**
   * Copies the newest value if this reader has not read it. Parameters and exceptions as in {@link
   * #read}.
   *
   * @return whether there was one; false also if it was overwritten in each of 8 attempts
   */
  boolean poll(MemorySegment value, long offset, long size);

  /**
   * Waits for a value that this reader has not read, and copies it. A wait ends when the deadline
   * has passed since the last value, too; then the next deadline counts. Parameters and exceptions
   * as in {@link #read}, too.
   *
   * @param timeout time to wait, zero or more
   * @return whether a value was read
   * @throws PeerLeftException if there is no newer value and the writer has gone; once for each
   *     writer
   * @throws WaitInterruptedException if there is none and the thread is interrupted, noticed within
   *     100 ms; its flag stays set
   * @throws RegionTruncatedException if the region's file was cut short
   */
  boolean take(MemorySegment value, long offset, long size, Duration timeout);

  /**
   * Version of the schema whose fields the value read last has: the smaller one of the writer's and
   * the region's.
   */
  int contractVersion();

  /** Number of the value read last: the first ever published is 1; 0 before any. Unsigned. */
  long number();

  /**
   * Time since this reader read its last value or, before any, since it asked or waited first. The
   * time of a value is taken when it is read by a reader with a deadline, and else when this method
   * or a wait comes next.
   */
  Duration silence();

  /** Deadlines that passed in waits of this reader without a newer value. */
  long missedDeadlines();
}
