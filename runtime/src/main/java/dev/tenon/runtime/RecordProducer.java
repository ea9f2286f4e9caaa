// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;

/**
 * One that sends messages: claim room, write the message, publish. For one thread at a time.
 * Claiming and publishing allocate nothing.
 *
 * <p>What is claimed is invisible to others until {@link #publish}; a producer killed before leaves
 * no trace of it.
 *
 * <p>Methods that need the memory throw {@link RegionTruncatedException} when the region's file was
 * cut short, {@link #close} too, which gives the role up all the same.
 */
public interface RecordProducer extends AutoCloseable {
  /** Memory that {@link #tryClaim} gives offsets in; the same object for the producer's life. */
  MemorySegment data();

  /** Bytes of the largest message that can be claimed. */
  long largestMessage();

  /**
   * Claims room for one message, if there is any now. Several claims may precede one {@link
   * #publish}. The bytes are what former messages left: write all of them.
   *
   * @param messageId 1 to 65535
   * @param contractVersion version of the writer's schema, 0 to 65535
   * @param size bytes of the message, 0 to {@link #largestMessage()}
   * @return where the message starts in {@link #data()}, aligned for every message of the section,
   *     or -1 when there is no room
   * @throws CorruptRegionException if what others have stored is impossible
   * @throws IllegalStateException if this producer or the region is closed
   */
  long tryClaim(int messageId, int contractVersion, long size);

  /**
   * Shortens the message claimed last to the bytes that were needed, and takes the room behind them
   * back. Where the message starts does not change. Possible again and again until the next claim
   * or {@link #publish}. Allocates nothing.
   *
   * @param size bytes of the message, 0 to what it has now
   * @throws IllegalArgumentException if the message has fewer bytes
   * @throws IllegalStateException if nothing is claimed, or this producer or the region is closed
   */
  void trim(long size);

  /**
   * Makes everything claimed visible to others, in one step, and wakes those that sleep.
   *
   * @throws IllegalStateException if this producer or the region is closed
   */
  void publish();

  /** Forgets everything claimed since the last {@link #publish}. */
  void cancel();

  /**
   * Requires that the region's memory is there, as {@link Region#requireWhole()}.
   *
   * @throws RegionTruncatedException if the region's file was cut short
   * @throws IllegalStateException if this producer or the region is closed
   */
  void requireWhole();

  /**
   * Gives up the role; what is claimed but not published is forgotten. Others get everything
   * published, then learn that the producer has left. Call it from the thread that uses this
   * object; closing the region does the same from any thread. A second call does nothing.
   */
  @Override
  void close();
}
