// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.Acknowledgement;
import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Signal;
import dev.tenon.runtime.wait.Sleeper;
import dev.tenon.runtime.wait.Slip;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** The receiving end of a queue in shared memory. */
final class SharedQueueConsumer implements QueueConsumer {
  private final SectionHost host;
  private final QueueRole role;
  private final QueueLayout layout;
  private final Ring ring;
  private final long capacity;
  private final Signal space;
  private final Sleeper sleeper;
  private final PeerWatch producer;
  private final Slip slip;
  private final Condition messages = this::hasMessages;

  /** Bytes that are consumed and not released, from which on they are released at once. */
  private final long releaseBytes;

  /** End of what was handed out. */
  private long consumed;

  /** Value of the own position in shared memory. */
  private long released;

  /** Messages ever handed out, by all holders of the role. */
  private long handedOut;

  /** Whether the last look found nothing more. */
  private boolean empty;

  private boolean closed;

  SharedQueueConsumer(
      SectionHost host,
      RegionMapping mapping,
      QueueLayout layout,
      QueueRole role,
      Acknowledgement acknowledgement) {
    MemorySegment content = mapping.content();
    this.host = host;
    this.role = role;
    this.layout = layout;
    this.ring = new Ring(layout, content);
    this.capacity = layout.capacity();
    this.releaseBytes =
        acknowledgement == Acknowledgement.EACH_MESSAGE
            ? 1
            : capacity / TenonFormatConstants.RELEASE_PARTS;
    this.consumed = Words.getLongAcquire(content, layout.consumerEnd() + QueueEnd.POSITION_OFFSET);
    this.released = consumed;
    this.handedOut = role.messages();
    this.slip = new Slip(host.options().waitPolicy(), capacity, consumed);
    // Before anything can fail: giving up the role releases up to there.
    role.setReached(consumed);
    this.space = role.wake();
    this.producer = SharedQueue.watch(host, content, layout.producerEnd());
    this.sleeper =
        new Sleeper(
            host::requireWhole,
            layout.label(),
            role.sleep(),
            host.options().waitPolicy(),
            () -> role.count(QueueEnd.WAITS_OFFSET, 1),
            role.sleep()::reset);
    long produced = Words.getLongAcquire(content, layout.producerEnd() + QueueEnd.POSITION_OFFSET);
    layout.checkFoundPositions(produced, consumed);
  }

  @Override
  public int poll(RecordHandler handler, int limit) {
    requireLimit(limit);
    requireUsable();
    try {
      return drain(handler, limit);
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
    if (empty && !timeout.isZero()) {
      slip.pause();
    }
    int count = poll(handler, limit);
    if (count != 0 || limit == 0) {
      return learn(count);
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

  @Override
  public boolean peek(RecordHandler handler) {
    requireUsable();
    try {
      long header = findMessage();
      if (header != 0) {
        peek(handler, header);
      }
      Words.settle();
      return header != 0;
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private void peek(RecordHandler handler, long header) {
    role.beginHandling();
    try {
      handler.onRecord(
          RecordFormat.messageId(header),
          RecordFormat.contractVersion(header),
          ring.bytes(),
          ring.payloadIndex(consumed),
          RecordFormat.size(header));
    } finally {
      role.endHandling();
    }
  }

  @Override
  public int skipToNewest() {
    requireUsable();
    try {
      int skipped = skip();
      if (consumed != released) {
        release();
      }
      Words.settle();
      return skipped;
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private int skip() {
    long begin = consumed;
    long header = findMessage();
    empty = header == 0;
    int skipped = 0;
    while (header != 0) {
      long newest = consumed;
      consumed += ring.strideOf(consumed, header);
      // Damage behind the newest message is met by who polls behind it.
      header = consumed - begin < capacity ? headerOfMessage() : 0;
      if (header == 0 || ring.strideOf(consumed, header) == 0) {
        consumed = newest;
        break;
      }
      skipped++;
      handedOut++;
    }
    return skipped;
  }

  /** Steps over padding to the next message; zero when there is none. */
  private long findMessage() {
    long header = headerOfMessage();
    if (header != 0 && ring.strideOf(consumed, header) == 0) {
      throw ring.corrupt(consumed, header);
    }
    return header;
  }

  /** Returns the header of the next message behind padding, whatever it is; zero for none. */
  private long headerOfMessage() {
    long header = ring.header(consumed);
    if (header != 0 && RecordFormat.messageId(header) == RecordFormat.PADDING) {
      // Zero if it is damaged. Behind padding no padding can be: it would fill more than half.
      long padding = ring.strideOf(consumed, header);
      consumed += padding;
      return padding == 0 ? header : ring.header(consumed);
    }
    return header;
  }

  private int awaitAndPoll(RecordHandler handler, int limit, Duration timeout) {
    sleeper.begin(timeout);
    while (sleeper.await(messages, producer)) {
      int count = poll(handler, limit);
      // Zero when all there was is padding, which only a hostile producer publishes alone: it must
      // not hold us beyond the deadline.
      if (count != 0) {
        return learn(count);
      }
      if (sleeper.isOver()) {
        return 0;
      }
    }
    return 0;
  }

  private int learn(int count) {
    slip.learn(count, consumed, empty);
    return count;
  }

  @Override
  public void close() {
    role.requireNotInHandler();
    if (!closed) {
      closed = true;
      host.giveUp(role);
    }
  }

  /** Hands over what is there, at most one round of the ring. */
  private int drain(RecordHandler handler, int limit) {
    long begin = consumed;
    int count = 0;
    boolean over = false;
    // Otherwise an answer would wait behind the stores.
    boolean takesLines = slip.isStream();
    role.beginHandling();
    try {
      while (count < limit && consumed - begin < capacity) {
        // One load: the header that is checked is the header that is used.
        long header = ring.header(consumed);
        if (header == 0) {
          break;
        }
        long stride = ring.strideOf(consumed, header);
        if (stride == 0) {
          throw ring.corrupt(consumed, header);
        }
        long index = ring.payloadIndex(consumed);
        // Before the call: when an exception leaves the handler, the message is consumed.
        consumed += stride;
        int messageId = RecordFormat.messageId(header);
        if (messageId == RecordFormat.PADDING) {
          continue;
        }
        handedOut++;
        count++;
        handler.onRecord(
            messageId,
            RecordFormat.contractVersion(header),
            ring.bytes(),
            index,
            RecordFormat.size(header));
        if (takesLines) {
          ring.takeLines(consumed - stride, stride);
        }
        if (consumed - released >= releaseBytes) {
          release();
        }
      }
      empty = ring.header(consumed) == 0;
      over = true;
    } finally {
      role.endHandling();
      endBatch(over);
      // Here, so that who handles the error of a first access does not meet that of another one.
      Words.settle();
    }
    return count;
  }

  /**
   * Gives room back now or later. Each time costs the producer a transfer of a cache line at its
   * next look, so not while there is more to hand out, unless the producer waits, wants room, or
   * much of the ring is to be given. Who meets an exception or damage may never poll again: nothing
   * is left for later then.
   */
  private void endBatch(boolean over) {
    if (consumed == released) {
      return;
    }
    if (!over
        || empty
        || consumed - released >= releaseBytes
        || space.isAwaited()
        || space.isWanted()) {
      release();
    } else {
      tellLookers();
    }
  }

  private void release() {
    tellLookers();
    space.setWanted(false);
    released = consumed;
    role.showPosition(released);
  }

  private void tellLookers() {
    role.setReached(consumed);
    role.setMessages(handedOut);
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
    return ring.header(consumed) != 0;
  }
}
