// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * The receiving end of a queue. For one thread at a time. Polling allocates nothing.
 *
 * <p>Messages count as consumed when their room is released, see {@link Acknowledgement}. What this
 * process has not released when it is killed the next consumer gets again.
 */
public interface QueueConsumer extends RecordConsumer {
  /**
   * Hands the next message over and leaves it where it is: the next call that consumes hands it
   * over again. Never waits. Throws what {@link #poll} throws, too.
   *
   * @return whether there was one
   */
  boolean peek(RecordHandler handler);

  /**
   * Age of the message that was handed over last, in a queue that is stamped: time of the monotonic
   * clock since it was published; zero in another one.
   */
  Duration age();

  /**
   * Consumes all messages that are there but the newest of each producer without a look at them, at
   * most one round of the ring. For readers that want the state and not the history. Never waits.
   *
   * @return how many were skipped
   * @throws CorruptRegionException if the next record's header is impossible
   * @throws IllegalStateException if this consumer or the region is closed, or if a handler of this
   *     queue calls it
   */
  int skipToNewest();
}
