// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/**
 * The receiving end of a queue. For one thread at a time. Polling allocates nothing.
 *
 * <p>Messages count as consumed after the batch they came in. When this process is killed in a
 * batch, the next consumer gets the batch again.
 */
public final class QueueConsumer implements AutoCloseable {
  private final Region region;
  private final QueueRole role;
  private final QueueLayout layout;
  private final MemorySegment content;
  private final MemorySegment ring;
  private final long capacity;
  private final long mask;
  private final long payloadOffset;
  private final long step;
  private final long ownPosition;
  private final long peerPosition;
  private final Signal space;
  private final Sleeper sleeper;
  private final Sleeper.Condition messages = this::hasMessages;

  private long consumed;
  private boolean inHandler;
  private boolean closed;

  QueueConsumer(
      Region region, RegionMapping mapping, QueueLayout layout, QueueRole role, Platform platform) {
    this.region = region;
    this.role = role;
    this.layout = layout;
    this.content = mapping.content();
    this.capacity = layout.capacity();
    this.mask = capacity - 1;
    this.ring = content.asSlice(layout.dataOffset(), capacity);
    this.payloadOffset = RecordFormat.payloadOffset(layout.recordAlignment());
    this.step = RecordFormat.step(layout.recordAlignment());
    this.ownPosition = layout.consumerEnd() + QueueEnd.POSITION_OFFSET;
    this.peerPosition = layout.producerEnd() + QueueEnd.POSITION_OFFSET;
    this.consumed = Words.getLongAcquire(content, ownPosition);
    this.space = new Signal(content, layout.spaceWait(), platform);
    Signal data = new Signal(content, layout.dataWait(), platform);
    PeerWatch producer = new PeerWatch(content, layout.producerEnd(), platform);
    this.sleeper = new Sleeper(region, layout.label(), data, producer, region.idle());
    layout.checkPositions(Words.getLongAcquire(content, peerPosition), consumed);
  }

  /**
   * Hands over the messages that are there now, at most {@code limit}, and makes room for new ones.
   * A message whose handler throws counts as consumed; the exception leaves this method, and the
   * messages behind it come with the next call.
   *
   * @param limit 1 or more
   * @return how many messages were handed over
   * @throws CorruptRegionException if positions or a record's header are impossible; the messages
   *     before that record have been handed over, and every later call fails the same way
   * @throws IllegalStateException if this consumer or the region is closed, also by a handler, or
   *     if a handler calls it
   */
  public int poll(RecordHandler handler, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 or more");
    }
    if (closed || inHandler) {
      throw refusal();
    }
    // Once; pairs with the release store in QueueProducer.publish.
    long published = Words.getLongAcquire(content, peerPosition);
    if (published == consumed) {
      return 0;
    }
    layout.checkPositions(published, consumed);
    return drain(handler, limit, published);
  }

  /**
   * As {@link #poll}, but waits for the first message.
   *
   * @param timeout how long to wait, zero or more; noticed within a scheduling delay
   * @return how many messages were handed over; 0 when none came in time
   * @throws PeerLeftException if the queue is empty and the producer has gone; once for each
   *     producer
   * @throws WaitInterruptedException if the queue is empty and the thread is interrupted, noticed
   *     within 100 ms; its flag stays set
   */
  public int take(RecordHandler handler, int limit, Duration timeout) {
    int count = poll(handler, limit);
    return count == 0 && sleeper.await(messages, timeout) ? poll(handler, limit) : count;
  }

  /**
   * Gives up the role. Call it from the thread that uses this object, outside its handlers; closing
   * the region does the same from any thread. A second call does nothing.
   *
   * @throws IllegalStateException if a handler calls it
   */
  @Override
  public void close() {
    if (inHandler) {
      throw refusal();
    }
    closed = true;
    region.giveUp(role);
  }

  private int drain(RecordHandler handler, int limit, long published) {
    long position = consumed;
    int count = 0;
    inHandler = true;
    try {
      while (count < limit && position != published) {
        long index = position & mask;
        // One load: the header that is checked is the header that is used.
        long header = ring.get(ValueLayout.JAVA_LONG, index);
        long size = RecordFormat.size(header);
        int messageId = RecordFormat.messageId(header);
        long room = Math.min(published - position, capacity - index);
        if (messageId == RecordFormat.PADDING) {
          long padding = RecordFormat.HEADER_BYTES + size;
          if (padding != capacity - index || padding > room) {
            throw corrupt(position, size, messageId);
          }
          position += padding;
          continue;
        }
        long stride = RegionLayout.alignUp(payloadOffset + size, step);
        if (stride > room) {
          throw corrupt(position, size, messageId);
        }
        position += stride;
        count++;
        handler.onRecord(
            messageId, RecordFormat.contractVersion(header), ring, index + payloadOffset, size);
      }
    } finally {
      inHandler = false;
      if (position != consumed) {
        consumed = position;
        // Release, because the producer may overwrite what lies below.
        Words.setLongRelease(content, ownPosition, position);
        space.raiseIfAwaited();
      }
    }
    return count;
  }

  private boolean hasMessages() {
    return Words.getLongAcquire(content, peerPosition) != consumed;
  }

  private CorruptRegionException corrupt(long position, long size, int messageId) {
    return new CorruptRegionException(
        layout.label()
            + " is corrupt at position "
            + position
            + ": a record of "
            + size
            + " bytes with message id "
            + messageId
            + " does not fit there");
  }

  private IllegalStateException refusal() {
    return new IllegalStateException(
        "the consumer of " + layout.label() + (closed ? " is closed" : " is used by its handler"));
  }
}
