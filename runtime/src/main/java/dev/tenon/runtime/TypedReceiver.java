// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * One that receives messages, for one thread at a time. The bases of generated classes extend this
 * one and hand messages to their handler; nothing else has to. Polling allocates nothing.
 */
public abstract class TypedReceiver implements AutoCloseable {
  /** Messages that handlers of a thread leave alone, until the consumer that polls takes them. */
  private static final class Tally {
    private long count;
  }

  /** A handler counts by its thread: it may be a lambda, and may serve several consumers. */
  private static final ThreadLocal<Tally> TALLY = ThreadLocal.withInitial(Tally::new);

  private final RecordConsumer consumer;
  private final String section;
  private final RecordHandler records = this::dispatch;

  /** The thread that polled last, and its tally: looking for it at each poll takes too long. */
  private Thread polling;

  private Tally tally;
  private volatile long unhandled;

  /**
   * Wraps a consumer.
   *
   * @param section its name in messages: {@code MarketFeed.quotes}
   */
  protected TypedReceiver(RecordConsumer consumer, String section) {
    this.consumer = consumer;
    this.section = section;
  }

  /** Hands one record to the handler; parameters as in {@link RecordHandler#onRecord}. */
  protected abstract void dispatch(
      int messageId, int contractVersion, MemorySegment data, long offset, long size);

  private Tally tally() {
    Thread current = Thread.currentThread();
    if (polling != current) {
      polling = current;
      tally = TALLY.get();
    }
    return tally;
  }

  /** Takes what came meanwhile; nothing of it is left for a consumer in whose handler this runs. */
  private void takeUnhandled(Tally tally, long before) {
    if (tally.count != before) {
      unhandled += tally.count - before;
      tally.count = before;
    }
  }

  /** Counts a message for the consumer that hands it to a handler on this thread, if one does. */
  static void countUnhandled() {
    TALLY.get().count++;
  }

  /**
   * Returns how many messages this consumer has consumed that its handler has no method for: of
   * types that are unknown here, and of types that a later version of the schema appended and the
   * handler does not override. A batch counts when it ends. Safe for all threads, also when this
   * consumer is closed.
   *
   * @return the number since this consumer took its role
   */
  public final long unhandled() {
    return unhandled;
  }

  /**
   * Hands over the messages that are there now. When a handler throws, the exception leaves this
   * method, and the messages behind it come with the next call. Not to be called by a handler.
   *
   * @param limit largest number of messages, 0 or more; 0 hands over nothing
   * @return number of messages handed over
   * @throws CorruptRegionException if the section or a message is damaged; thrown by the call that
   *     meets it, after the messages before it
   * @throws IllegalStateException if this consumer or the region is closed, or a handler calls
   */
  public final int poll(int limit) {
    Tally tally = tally();
    long before = tally.count;
    try {
      return consumer.poll(records, limit);
    } finally {
      takeUnhandled(tally, before);
    }
  }

  /**
   * Hands over all messages that are there now, waiting for the first one if there is none. Not to
   * be called by a handler.
   *
   * @param timeout time to wait, zero or more; noticed within a scheduling delay
   * @return number of messages handed over; 0 when none came in time
   * @throws PeerLeftException if there is no message and the producer has gone; once for each
   *     producer
   * @throws WaitInterruptedException if there is none and the thread is interrupted, noticed within
   *     100 ms; its flag stays set
   * @throws CorruptRegionException if the section or a message is damaged; thrown by the call that
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
   * @throws PeerLeftException if there is no message and the producer has gone; once for each
   *     producer
   * @throws WaitInterruptedException if there is none and the thread is interrupted, noticed within
   *     100 ms; its flag stays set
   * @throws CorruptRegionException if the section or a message is damaged; thrown by the call that
   *     meets it, after the messages before it
   * @throws IllegalStateException if this consumer or the region is closed, also meanwhile, or a
   *     handler calls
   */
  public final int take(int limit, Duration timeout) {
    Tally tally = tally();
    long before = tally.count;
    try {
      return consumer.take(records, limit, timeout);
    } finally {
      takeUnhandled(tally, before);
    }
  }

  /**
   * Looks at a message without counting it as unhandled.
   *
   * @param look hands the records to a handler
   * @return whether there was one
   */
  final boolean peek(Predicate<RecordHandler> look) {
    Tally tally = tally();
    long before = tally.count;
    try {
      return look.test(records);
    } finally {
      tally.count = before;
    }
  }

  /**
   * Gives up what is held. A second call does nothing.
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
          section + ": " + message + " has " + needed + " bytes, the record " + size);
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
          section + ": " + list + " counts " + count + " elements, the record has " + room);
    }
  }
}
