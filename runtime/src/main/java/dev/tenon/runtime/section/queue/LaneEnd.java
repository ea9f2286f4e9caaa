// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;

/** The words of a lane that one role writes. For the thread of its holder. */
final class LaneEnd {
  private final MemorySegment content;
  private final long end;
  private final Signal wake;

  /** Whether who is about to sleep runs this side's fences. */
  private final boolean fenced;

  /**
   * Binds the words.
   *
   * @param end of the QueueEnd in the region
   * @param wake signal that the other side sleeps on
   */
  LaneEnd(MemorySegment content, long end, Signal wake, boolean fenced) {
    this.content = content;
    this.end = end;
    this.wake = wake;
    this.fenced = fenced;
  }

  /** Signal that wakes the other side. */
  Signal wake() {
    return wake;
  }

  /**
   * Stores the position up to which the holder has published or released, and wakes the peer if
   * that waits.
   */
  void showPosition(long position) {
    // Of the consumer, pairs with the acquire load in SharedQueueProducer: a producer that sees it
    // overwrites what is below it, and all our reads of that are done. Of the producer it is for
    // lookers and a successor; release keeps it behind the header.
    Words.setLongRelease(content, end + QueueEnd.POSITION_OFFSET, position);
    if (!fenced) {
      // Pairs with the fence of Signal.announce(). Otherwise a sleeper has all processors run one
      // after it has set its bit; then the order of these two accesses in the program is enough.
      Words.fullFence();
    }
    if (wake.isAwaited()) {
      wake.raise();
      count(QueueEnd.WAKES_OFFSET, 1);
    }
  }

  /** The own position in shared memory. */
  long position() {
    return Words.getLongAcquire(content, end + QueueEnd.POSITION_OFFSET);
  }

  /** Stores the own position where nobody waits for it. */
  void setPosition(long position) {
    Words.setLongRelease(content, end + QueueEnd.POSITION_OFFSET, position);
  }

  /** Adds to one of the role's own counters for lookers, which nobody else writes. */
  void count(long offset, long count) {
    Words.setLongOpaque(content, end + offset, Words.getLongOpaque(content, end + offset) + count);
  }

  /** Tells lookers how many messages all holders of the role have published or consumed. */
  void setMessages(long messages) {
    Words.setLongOpaque(content, end + QueueEnd.MESSAGES_OFFSET, messages);
  }

  long messages() {
    return Words.getLongOpaque(content, end + QueueEnd.MESSAGES_OFFSET);
  }

  /** Tells lookers how far the holder has got. */
  void setReached(long position) {
    Words.setLongOpaque(content, end + QueueEnd.REACHED_OFFSET, position);
  }

  long reached() {
    return Words.getLongOpaque(content, end + QueueEnd.REACHED_OFFSET);
  }
}
