// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * The receiving end of a queue, for one thread at a time. Each generated consumer class extends
 * this one and hands messages to its handler; nothing else has to. Polling allocates nothing.
 *
 * <p>A message whose handler throws counts as consumed. Messages count as consumed after the batch
 * they came in. When this process is killed in a batch, the next consumer gets the batch again.
 */
public abstract class TypedConsumer extends TypedReceiver {
  private final QueueConsumer consumer;

  /**
   * Wraps a consumer.
   *
   * @param queue the queue's name in messages: {@code MarketFeed.quotes}
   */
  protected TypedConsumer(QueueConsumer consumer, String queue) {
    super(consumer, queue);
    this.consumer = consumer;
  }

  /**
   * Hands the next message over and leaves it where it is: the next call that consumes hands it
   * over again. Never waits, and counts nothing as unhandled. Not to be called by a handler.
   *
   * @return whether there was one
   * @throws CorruptRegionException if the queue or the message is damaged
   * @throws IllegalStateException if this consumer or the region is closed, or a handler calls
   */
  public final boolean peek() {
    return peek(consumer::peek);
  }

  /**
   * Age of the message that was handed over last, in a queue whose messages are stamped: time since
   * it was published; zero in another one.
   */
  public final Duration age() {
    return consumer.age();
  }

  /**
   * Consumes all messages that are there but the newest without handing them over, at most one
   * round of the ring. For readers that want the state and not the history. Never waits. Not to be
   * called by a handler.
   *
   * @return how many were skipped
   * @throws CorruptRegionException if the next record's header is impossible
   * @throws IllegalStateException if this consumer or the region is closed, or a handler calls
   */
  public final int skipToNewest() {
    return consumer.skipToNewest();
  }
}
