// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;

/** One lane, as the consumer reads it. For its thread. */
final class LaneReader {
  private final QueueRole role;
  private final LaneEnd own;
  private final Ring ring;
  private final long capacity;
  private final Signal space;
  private final boolean stamped;

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

  /** Stamp of the message that was handed out last. */
  private long stamp;

  LaneReader(
      MemorySegment content, QueueLayout layout, QueueRole role, LaneEnd own, long releaseBytes) {
    this.role = role;
    this.own = own;
    this.ring = new Ring(layout, content);
    this.capacity = layout.capacity();
    this.space = own.wake();
    this.stamped = layout.stamped();
    this.releaseBytes = releaseBytes;
    this.consumed = own.position();
    this.released = consumed;
    this.handedOut = own.messages();
    // Before anything can fail: giving up the role releases up to there.
    own.setReached(consumed);
  }

  long consumed() {
    return consumed;
  }

  boolean isEmpty() {
    return empty;
  }

  long stamp() {
    return stamp;
  }

  boolean hasMessages() {
    return ring.header(consumed) != 0;
  }

  /**
   * Hands over what is there, at most one round of the ring.
   *
   * @param takesLines whether lines are taken from the producer before they are given back
   */
  int drain(RecordHandler handler, int limit, boolean takesLines) {
    long begin = consumed;
    int count = 0;
    boolean over = false;
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
        if (stamped) {
          stamp = ring.stamp(consumed - stride);
        }
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
    own.showPosition(released);
  }

  private void tellLookers() {
    own.setReached(consumed);
    own.setMessages(handedOut);
  }

  /** Hands the next message over and leaves it where it is; false when there is none. */
  boolean peek(RecordHandler handler) {
    long header = findMessage();
    if (header == 0) {
      return false;
    }
    role.beginHandling();
    try {
      stamp = stamped ? ring.stamp(consumed) : 0;
      handler.onRecord(
          RecordFormat.messageId(header),
          RecordFormat.contractVersion(header),
          ring.bytes(),
          ring.payloadIndex(consumed),
          RecordFormat.size(header));
    } finally {
      role.endHandling();
    }
    return true;
  }

  /** Consumes all messages but the newest, and returns how many. */
  int skipToNewest() {
    int skipped = skip();
    if (consumed != released) {
      release();
    }
    return skipped;
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

  /**
   * Steps over padding to the next message; zero when there is none.
   *
   * @throws CorruptRegionException if its header is impossible
   */
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
}
