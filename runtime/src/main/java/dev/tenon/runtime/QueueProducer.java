// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * The sending end of a queue: claim room, write the message in place, publish. For one thread at a
 * time. Claiming and publishing allocate nothing.
 *
 * <p>What is claimed is invisible to the consumer until {@link #publish}; a producer killed before
 * leaves no trace of it.
 *
 * <p>Methods that need the memory throw {@link RegionTruncatedException} when the region's file was
 * cut short, {@link #close} too, which gives the role up all the same.
 */
public interface QueueProducer extends AutoCloseable {
  /** The ring that {@link #tryClaim} gives offsets in; the same object for the producer's life. */
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
   * @return where the message starts in {@link #data()}, aligned for every message of the queue, or
   *     -1 when there is no room
   * @throws CorruptRegionException if the consumer's position is impossible
   * @throws IllegalStateException if this producer or the region is closed
   */
  long tryClaim(int messageId, int contractVersion, long size);

  /**
   * Claims room for several messages of one type that lie one behind the other, as many as there is
   * room for up to the end of the ring. Otherwise as that many calls of {@link #tryClaim}, and
   * {@link #trim} shortens the last one.
   *
   * @param size bytes of each message
   * @param count messages wanted, 1 or more
   * @return where the first message starts; the others follow in steps of {@link #stride}, {@link
   *     #claimed} says how many they are; -1 when there is no room
   */
  long tryClaimMany(int messageId, int contractVersion, long size, int count);

  /** Messages that the last claim has claimed, zero if it found no room. */
  int claimed();

  /**
   * Bytes from the start of a message to that of the next one behind it.
   *
   * @param size bytes of the message, 0 to {@link #largestMessage()}
   */
  long stride(long size);

  /**
   * Claims room for one message, waiting for it if need be. Arguments and result as {@link
   * #tryClaim}.
   *
   * @param timeout how long to wait, zero or more; noticed within a scheduling delay
   * @return where the message starts, or -1 when there was no room in time
   * @throws PeerLeftException if the consumer has gone; once for each consumer
   * @throws WaitInterruptedException if the thread is interrupted, noticed within 100 ms; its flag
   *     stays set
   * @throws IllegalStateException if this producer or the region is closed, also meanwhile; or if
   *     messages that are claimed but not published take the room
   */
  long claim(int messageId, int contractVersion, long size, Duration timeout);

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
   * Makes everything claimed visible to the consumer, in one step, and wakes it if it sleeps.
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
   * Gives up the role; what is claimed but not published is forgotten. The consumer gets everything
   * published, then learns that the producer has left. Call it from the thread that uses this
   * object; closing the region does the same from any thread. A second call does nothing.
   */
  @Override
  void close();
}
