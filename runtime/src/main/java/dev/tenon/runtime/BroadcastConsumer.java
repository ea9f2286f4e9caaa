// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * One that consumes a broadcast. For one thread at a time. Polling allocates nothing, unless it
 * meets a message larger than all before.
 *
 * <p>A handler gets a private copy of each message, aligned to 4096 bytes and valid until it
 * returns. A consumer that was overrun goes on with messages that are 2 to 3 sixteenths of the ring
 * behind the newest; those before count as missed.
 */
public interface BroadcastConsumer extends RecordConsumer {
  /**
   * Messages that were overwritten before this consumer came to them. What was handed over, missed
   * and skipped is everything from its first message on to the one that it has passed last. For the
   * thread that consumes.
   */
  long missed();

  /**
   * Passes over all messages that are there but the newest. They count neither as missed nor as
   * handed over; those that were overwritten before count as missed. Never waits.
   *
   * @return how many were skipped
   * @throws CorruptRegionException if the next record is impossible
   * @throws IllegalStateException if this consumer or the region is closed, or if a handler of this
   *     consumer calls it
   */
  int skipToNewest();
}
