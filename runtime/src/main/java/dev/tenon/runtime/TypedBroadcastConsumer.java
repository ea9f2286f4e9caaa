// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * One that consumes a broadcast, for one thread at a time. Each generated consumer class extends
 * this one and hands messages to its handler; nothing else has to. Polling allocates nothing,
 * unless it meets a message larger than all before.
 *
 * <p>A handler gets a private copy of each message. One whose handler throws counts as consumed.
 */
public abstract class TypedBroadcastConsumer extends TypedReceiver {
  private final BroadcastConsumer consumer;

  /**
   * Wraps a consumer.
   *
   * @param broadcast its name in messages: {@code Plant.prices}
   */
  protected TypedBroadcastConsumer(BroadcastConsumer consumer, String broadcast) {
    super(consumer, broadcast);
    this.consumer = consumer;
  }

  /**
   * Messages that were overwritten before this consumer came to them, exactly. What was handed
   * over, missed and skipped is everything from its first message on to the one that it has passed
   * last. For the thread that consumes.
   */
  public final long missed() {
    return consumer.missed();
  }

  /**
   * Passes over all messages that are there but the newest. They count neither as missed nor as
   * handed over. Never waits. Not to be called by a handler.
   *
   * @return how many were skipped
   * @throws CorruptRegionException if the next record is impossible
   * @throws IllegalStateException if this consumer or the region is closed, or a handler calls
   */
  public final int skipToNewest() {
    return consumer.skipToNewest();
  }
}
