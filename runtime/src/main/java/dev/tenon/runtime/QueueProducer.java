// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * The sending end of a queue: messages are written in place, in shared memory. For one thread at a
 * time.
 */
public interface QueueProducer extends RecordProducer {
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
}
