// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Signal;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/** The receiving end of a queue in shared memory. */
final class SharedQueueConsumer implements QueueConsumer {
  private final SectionHost host;
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
  private final Condition messages = this::hasMessages;

  private long consumed;
  private boolean closed;

  SharedQueueConsumer(SectionHost host, RegionMapping mapping, QueueLayout layout, QueueRole role) {
    this.host = host;
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
    this.space = role.wake();
    PeerWatch producer = new PeerWatch(content, layout.producerEnd(), host.platform());
    this.sleeper =
        new Sleeper(host::requireWhole, layout.label(), role.sleep(), producer, host.idle());
    layout.checkPositions(Words.getLongAcquire(content, peerPosition), consumed);
  }

  @Override
  public int poll(RecordHandler handler, int limit) {
    requireLimit(limit);
    requireUsable();
    try {
      // Once; pairs with the release store in QueueProducer.publish.
      long published = Words.getLongAcquire(content, peerPosition);
      layout.checkPositions(published, consumed);
      return drain(handler, limit, published);
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public int take(RecordHandler handler, int limit, Duration timeout) {
    Sleeper.requireTimeout(timeout);
    int count = poll(handler, limit);
    if (count != 0 || limit == 0) {
      return count;
    }
    try {
      return awaitAndPoll(handler, limit, timeout);
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private int awaitAndPoll(RecordHandler handler, int limit, Duration timeout) {
    long begin = System.nanoTime();
    Duration left = timeout;
    while (sleeper.await(messages, left)) {
      int count = poll(handler, limit);
      // Zero when all there was is padding, which only a hostile producer publishes alone: it must
      // not hold us beyond the deadline.
      if (count != 0) {
        return count;
      }
      left = timeout.minusNanos(System.nanoTime() - begin);
      if (!left.isPositive()) {
        return 0;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    role.requireNotInHandler();
    closed = true;
    host.giveUp(role);
  }

  private int drain(RecordHandler handler, int limit, long published) {
    long position = consumed;
    int count = 0;
    role.beginHandling();
    try {
      while (count < limit && position != published) {
        long index = position & mask;
        // One load: the header that is checked is the header that is used.
        long header = ring.get(ValueLayout.JAVA_LONG, index);
        long size = RecordFormat.size(header);
        int messageId = RecordFormat.messageId(header);
        long available = published - position;
        long room = Math.min(available, capacity - index);
        if (messageId == RecordFormat.PADDING) {
          long padding = RecordFormat.HEADER_BYTES + size;
          if (padding != capacity - index || padding > room) {
            throw corrupt(position, header, available);
          }
          position += padding;
          continue;
        }
        long stride = Alignment.up(payloadOffset + size, step);
        if (stride > room) {
          throw corrupt(position, header, available);
        }
        position += stride;
        count++;
        handler.onRecord(
            messageId, RecordFormat.contractVersion(header), ring, index + payloadOffset, size);
      }
    } finally {
      role.endHandling();
      if (position != consumed) {
        consumed = position;
        // Release, because the producer may overwrite what lies below.
        Words.setLongRelease(content, ownPosition, position);
        space.raiseIfAwaited();
      }
      // Here, so that who handles the error of a first access does not meet that of another one.
      Words.settle();
    }
    return count;
  }

  private static void requireLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit + " is negative");
    }
  }

  private void requireUsable() {
    role.requireNotInHandler();
    if (closed) {
      throw new IllegalStateException(
          "the consumer of " + layout.label() + " is closed: become its consumer again");
    }
  }

  private boolean hasMessages() {
    return Words.getLongAcquire(content, peerPosition) != consumed;
  }

  private CorruptRegionException corrupt(long position, long header, long available) {
    return new CorruptRegionException(
        layout.label()
            + ": the record at position "
            + Long.toUnsignedString(position)
            + " (index "
            + (position & mask)
            + " of "
            + capacity
            + ") has message id "
            + RecordFormat.messageId(header)
            + " and size "
            + RecordFormat.size(header)
            + ", with "
            + available
            + " bytes published");
  }
}
