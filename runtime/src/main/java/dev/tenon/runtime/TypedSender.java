// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;

/**
 * One that sends messages, for one thread at a time. The bases of generated classes extend this
 * one, which add methods that claim their messages; nothing else has to. Fill a claimed message,
 * then publish. Claiming and publishing allocate nothing.
 */
public abstract class TypedSender implements AutoCloseable {
  private final RecordProducer producer;
  private final String section;
  private final int contractVersion;
  private final MemorySegment data;

  /** Type of the message claimed last if it is sent only as far as it is filled, else 0. */
  private int unfinishedId;

  /** Start of that message. */
  private long unfinished;

  /**
   * Wraps a producer.
   *
   * @param section its name in messages: {@code MarketFeed.quotes}
   * @param contractVersion version of the schema
   */
  protected TypedSender(RecordProducer producer, String section, int contractVersion) {
    this.producer = producer;
    this.section = section;
    this.contractVersion = contractVersion;
    this.data = producer.data();
  }

  /** Memory that claims give offsets in. */
  protected final MemorySegment data() {
    return data;
  }

  /**
   * Claims room if there is any now.
   *
   * @return the message's start in {@link #data()}, or -1
   */
  protected final long tryClaim(int messageId, long size) {
    finish();
    return producer.tryClaim(messageId, contractVersion, size);
  }

  /**
   * Claims room that must be there.
   *
   * @param message the message's name for the exception
   * @return the message's start in {@link #data()}
   * @throws QueueFullException if there is no room
   */
  protected final long claim(int messageId, String message, long size) {
    long offset = tryClaim(messageId, size);
    if (offset < 0) {
      throw new QueueFullException(section + " has no room for " + message);
    }
    return offset;
  }

  /** Version of the schema. */
  final int contractVersion() {
    return contractVersion;
  }

  /** Name in messages. */
  final String section() {
    return section;
  }

  /** Has the message claimed last shortened to what is filled, before anything else is claimed. */
  protected final void finishLater(int messageId, long offset) {
    unfinishedId = messageId;
    unfinished = offset;
  }

  /**
   * Ends the filling of a message that {@link #finishLater} named.
   *
   * @return bytes of the message that are filled
   */
  protected long finished(int messageId, long offset) {
    throw new IllegalStateException("message " + messageId + " of " + section + " has one size");
  }

  /**
   * Makes everything claimed visible to others, in one step, and wakes those that sleep.
   *
   * @throws IllegalStateException if this producer or the region is closed
   */
  public final void publish() {
    finish();
    producer.publish();
  }

  /** Forgets everything claimed since the last {@link #publish}. */
  public final void cancel() {
    producer.cancel();
    unfinishedId = 0;
  }

  /**
   * Gives up the role. Others still get everything published, then learn that the producer has
   * left; claims that were not published are forgotten. A second call does nothing.
   */
  @Override
  public final void close() {
    producer.close();
  }

  /** Ends the filling of the message claimed last, before anything else is claimed. */
  final void finish() {
    if (unfinishedId != 0) {
      producer.trim(filled());
      unfinishedId = 0;
    }
  }

  /** Bytes that are filled of the message that is not finished; read from the queue. */
  private long filled() {
    try {
      return finished(unfinishedId, unfinished);
    } catch (InternalError | IllegalStateException e) {
      producer.requireWhole();
      throw e;
    }
  }
}
