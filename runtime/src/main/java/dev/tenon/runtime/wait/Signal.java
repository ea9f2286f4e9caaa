// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.QueueWait;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.WaitWord;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The words that one sleeper and its wakers share. For one thread at a time.
 *
 * <p>No wake-up is missed: the sleeper stores {@code waiting}, then looks at the position; the
 * waker stores the position, then looks at {@code waiting}; a full fence stands between the two on
 * both sides, so at least one of them sees the other. And a waker changes {@code sequence} before
 * it wakes, so a sleeper that is not asleep yet does not fall asleep.
 */
public final class Signal implements AutoCloseable {
  private final MemorySegment region;
  private final long sequenceOffset;
  private final long waitingOffset;
  private final WaitWord word;

  /**
   * Binds the words.
   *
   * @param offset of the QueueWait in the region
   * @param word its sequence, opened; null if this process can neither sleep nor wake
   */
  public Signal(MemorySegment region, long offset, WaitWord word) {
    this.region = region;
    this.sequenceOffset = sequenceOffset(offset);
    this.waitingOffset = offset + QueueWait.WAITING_OFFSET;
    this.word = word;
  }

  /** Returns the offset of the word that sleepers of a QueueWait at {@code offset} sleep on. */
  public static long sequenceOffset(long offset) {
    return offset + QueueWait.SEQUENCE_OFFSET;
  }

  /** Whether this process can sleep here and wake who sleeps here. */
  public boolean canSleep() {
    return word != null;
  }

  /** Tells a sleeper, if there is one, to look again. Call after the change it waits for. */
  public void raiseIfAwaited() {
    // Pairs with the fence in sleepUnless().
    Words.fullFence();
    if (Words.getIntOpaque(region, waitingOffset) != 0) {
      raise();
    }
  }

  /** Makes every sleeper look again. */
  public void raise() {
    // Cleared first, so that until the sleeper runs again nobody else calls the kernel. Who loads
    // the new sequence and then says that it waits does so after this store.
    Words.setIntOpaque(region, waitingOffset, 0);
    // Even where this process cannot wake: whoever is about to sleep then does not.
    // Not swapped, which an interpreter does not survive when the page is gone: one thread wakes
    // here, and another only until a close that repeats it has come through.
    int sequence = Words.getIntOpaque(region, sequenceOffset);
    Words.setIntRelease(region, sequenceOffset, sequence + 1);
    if (word != null) {
      // An error within a native call would leave the memory in use for ever.
      Words.settle();
      try {
        word.wakeAll();
      } catch (IOException e) {
        throw new RegionAccessException("cannot wake the peer: " + e.getMessage(), e);
      }
    }
  }

  /** Sleeps at most {@code nanos} unless the condition is met. May return early for no reason. */
  public void sleepUnless(Condition condition, long nanos) {
    int sequence = Words.getIntAcquire(region, sequenceOffset);
    Words.setIntOpaque(region, waitingOffset, 1);
    // Pairs with the fence in raiseIfAwaited().
    Words.fullFence();
    try {
      if (!condition.isMet()) {
        // As in raise().
        Words.settle();
        PlatformSleep.await(word, sequence, nanos);
      }
    } catch (IOException e) {
      throw new RegionAccessException("cannot wait for the peer: " + e.getMessage(), e);
    } finally {
      Words.setIntOpaque(region, waitingOffset, 0);
      // An error of this access belongs to the wait, not to who handles what the wait throws.
      Words.settle();
    }
  }

  /** Closes the word; nobody sleeps there any more. */
  @Override
  public void close() {
    if (word != null) {
      word.close();
    }
  }
}
