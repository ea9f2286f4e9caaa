// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * The sending end of work, for one thread at a time. Each generated producer class extends this one
 * and adds methods that claim its tasks; nothing else has to. A claimed task lies in shared memory:
 * fill it, then publish. Claiming and publishing allocate nothing.
 */
public abstract class TypedWorkProducer extends TypedSender {
  private final WorkProducer producer;

  /**
   * Wraps a producer.
   *
   * @param work its name in messages: {@code MarketFeed.quotes}
   * @param contractVersion version of the schema
   */
  protected TypedWorkProducer(WorkProducer producer, String work, int contractVersion) {
    super(producer, work, contractVersion);
    this.producer = producer;
  }

  /**
   * Claims room, waiting for it if need be.
   *
   * @param message the message's name for the exception
   * @return the message's start in {@link #data()}
   * @throws QueueFullException if there is no room in time
   */
  protected final long claim(int messageId, String message, long size, Duration timeout) {
    finish();
    long offset = producer.claim(messageId, contractVersion(), size, timeout);
    if (offset < 0) {
      throw new QueueFullException(
          section() + " had no room for " + message + " within " + timeout);
    }
    return offset;
  }
}
