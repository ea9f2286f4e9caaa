// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * One that receives messages. For one thread at a time. Receiving allocates nothing.
 *
 * <p>Methods that need the memory throw {@link RegionTruncatedException} when the region's file was
 * cut short, {@link #close} too, which gives up what is held all the same.
 */
public interface RecordConsumer extends AutoCloseable {
  /**
   * Hands over the messages that are there now, at most {@code limit}, and makes room for new ones.
   * A message whose handler throws counts as consumed; the exception leaves this method, and the
   * messages behind it come with the next call.
   *
   * @param limit 0 or more; 0 hands over nothing
   * @return how many messages were handed over
   * @throws CorruptRegionException if positions or a record's header are impossible; the messages
   *     before that record have been handed over, and every later call fails the same way
   * @throws IllegalStateException if this consumer or the region is closed, or if a handler of this
   *     section calls it
   */
  int poll(RecordHandler handler, int limit);

  /**
   * Hands over the messages that are there now, at most {@code limit}, waiting for the first one if
   * there is none. Throws what {@link #poll} throws, too.
   *
   * @param limit 0 or more; with 0 it neither hands over nor waits
   * @param timeout how long to wait, zero or more; noticed within a scheduling delay
   * @return how many messages were handed over; 0 when none came in time
   * @throws PeerLeftException if there is no message and the producer has gone; once for each
   *     producer
   * @throws WaitInterruptedException if there is none and the thread is interrupted, noticed within
   *     100 ms; its flag stays set
   */
  int take(RecordHandler handler, int limit, Duration timeout);

  /**
   * Gives up what is held. Call it from the thread that uses this object, outside its handlers;
   * closing the region does the same from any thread. A second call does nothing.
   *
   * @throws IllegalStateException if a handler calls it
   */
  @Override
  void close();
}
