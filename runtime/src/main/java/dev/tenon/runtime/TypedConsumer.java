// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * The receiving end of a queue, for one thread at a time. Each generated consumer class extends
 * this one and hands messages to its handler; nothing else has to. Polling allocates nothing.
 *
 * <p>Messages count as consumed after the batch they came in. When this process is killed in a
 * batch, the next consumer gets the batch again.
 */
public abstract class TypedConsumer implements AutoCloseable {
  /**
   * The consumer that hands a message to this thread's handler: a method that counts for it knows
   * the handler only, which may be a lambda, and may serve several consumers.
   */
  private static final ThreadLocal<TypedConsumer> HANDING = new ThreadLocal<>();

  private final QueueConsumer consumer;
  private final String queue;
  private final RecordHandler records = this::receive;

  private boolean handing;
  private TypedConsumer outer;
  private volatile long unhandled;

  /**
   * Wraps a consumer.
   *
   * @param queue the queue's name in messages: {@code MarketFeed.quotes}
   */
  protected TypedConsumer(QueueConsumer consumer, String queue) {
    this.consumer = consumer;
    this.queue = queue;
  }

  /** Hands one record to the handler; parameters as in {@link RecordHandler#onRecord}. */
  protected abstract void dispatch(
      int messageId, int contractVersion, MemorySegment data, long offset, long size);

  /** Enters once a batch, so that a poll that finds nothing pays nothing. */
  private void receive(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    if (!handing) {
      outer = HANDING.get();
      HANDING.set(this);
      handing = true;
    }
    dispatch(messageId, contractVersion, data, offset, size);
  }

  private void finish() {
    if (handing) {
      handing = false;
      HANDING.set(outer);
      outer = null;
    }
  }

  /** Counts a message for the consumer that hands it to a handler on this thread, if one does. */
  static void countUnhandled() {
    TypedConsumer consumer = HANDING.get();
    if (consumer != null) {
      consumer.unhandled++;
    }
  }

  /**
   * Returns how many messages this consumer has consumed that its handler has no method for: of
   * types that are unknown here, and of types that a later version of the schema appended and the
   * handler does not override. Safe for all threads, also when this consumer is closed.
   *
   * @return the number since this consumer took its role
   */
  public final long unhandled() {
    return unhandled;
  }

  /**
   * Hands over the messages that are there now and makes room for new ones. A message whose handler
   * throws counts as consumed; the exception leaves this method, and the messages behind it come
   * with the next call. Not to be called by a handler.
   *
   * @param limit largest number of messages, 0 or more; 0 hands over nothing
   * @return number of messages handed over
   * @throws CorruptRegionException if the queue or a message is damaged; thrown by the call that
   *     meets it, after the messages before it
   * @throws IllegalStateException if this consumer or the region is closed, or a handler calls
   */
  public final int poll(int limit) {
    try {
      return consumer.poll(records, limit);
    } finally {
      finish();
    }
  }

  /**
   * Hands over all messages that are there now, waiting for the first one if there is none. Not to
   * be called by a handler.
   *
   * @param timeout time to wait, zero or more; noticed within a scheduling delay
   * @return number of messages handed over; 0 when none came in time
   * @throws PeerLeftException if the queue is empty and the producer has gone; once for each
   *     producer
   * @throws WaitInterruptedException if the queue is empty and the thread is interrupted, noticed
   *     within 100 ms; its flag stays set
   * @throws CorruptRegionException if the queue or a message is damaged; thrown by the call that
   *     meets it, after the messages before it
   * @throws IllegalStateException if this consumer or the region is closed, also meanwhile, or a
   *     handler calls
   */
  public final int take(Duration timeout) {
    return take(Integer.MAX_VALUE, timeout);
  }

  /**
   * Hands over the messages that are there now, waiting for the first one if there is none. Not to
   * be called by a handler.
   *
   * @param limit largest number of messages, 0 or more; 0 hands over nothing
   * @param timeout time to wait, zero or more; noticed within a scheduling delay
   * @return number of messages handed over; 0 when none came in time
   * @throws PeerLeftException if the queue is empty and the producer has gone; once for each
   *     producer
   * @throws WaitInterruptedException if the queue is empty and the thread is interrupted, noticed
   *     within 100 ms; its flag stays set
   * @throws CorruptRegionException if the queue or a message is damaged; thrown by the call that
   *     meets it, after the messages before it
   * @throws IllegalStateException if this consumer or the region is closed, also meanwhile, or a
   *     handler calls
   */
  public final int take(int limit, Duration timeout) {
    try {
      return consumer.take(records, limit, timeout);
    } finally {
      finish();
    }
  }

  /**
   * Gives up the role; the next consumer goes on from here. A second call does nothing.
   *
   * @throws IllegalStateException if a handler calls it
   */
  @Override
  public final void close() {
    consumer.close();
  }

  /**
   * Refuses a record that is too short for its message. A longer one is fine: the type sees its
   * prefix.
   *
   * @param message the message's name for the exception
   * @throws CorruptRegionException if {@code size} is below {@code needed}
   */
  protected final void requireSize(String message, long needed, long size) {
    if (size < needed) {
      throw new CorruptRegionException(
          queue + ": " + message + " has " + needed + " bytes, the record " + size);
    }
  }

  /**
   * Refuses a list that counts elements which were not sent.
   *
   * @param list the list's name for the exception
   * @throws CorruptRegionException if {@code count} is above {@code room}
   */
  protected final void requireElements(String list, long count, long room) {
    if (count > room) {
      throw new CorruptRegionException(
          queue + ": " + list + " counts " + count + " elements, the record has " + room);
    }
  }
}
