// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.WaitWord;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * The words that sleepers and their wakers share. For one thread at a time.
 *
 * <p>No wake-up is missed: a sleeper sets its bit of {@code waiting}, then looks at the position;
 * the waker stores the position, then looks at {@code waiting}. Between the two the sleeper has a
 * fence, and the waker either has one, too, or says in its role's flags that it has none: then the
 * sleeper has all processors run one. So at least one of the two sees the other. And a waker
 * changes {@code sequence} before it wakes, so a sleeper that is not asleep yet does not fall
 * asleep.
 */
public final class Signal implements AutoCloseable {
  private final MemorySegment region;
  private final long sequenceOffset;
  private final long waitingOffset;
  private final long wantedOffset;
  private final WaitWord word;
  private final int slot;

  /** The half of {@code waiting} with the own bit, as four bytes. */
  private final MemorySegment ownHalf;

  /**
   * Binds the words.
   *
   * @param offset of the WaitWords in the region
   * @param word its sequence, opened; null if this process can neither sleep nor wake
   * @param slot of the own participant
   */
  public Signal(MemorySegment region, long offset, WaitWord word, int slot) {
    this.region = region;
    this.sequenceOffset = sequenceOffset(offset);
    this.waitingOffset = offset + WaitWords.WAITING_OFFSET;
    this.wantedOffset = offset + WaitWords.WANTED_OFFSET;
    this.word = word;
    this.slot = slot;
    boolean isUpper = slot >= Integer.SIZE;
    boolean isSecond = isUpper == (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    this.ownHalf = region.asSlice(waitingOffset + (isSecond ? Integer.BYTES : 0), Integer.BYTES);
  }

  /** Returns the offset of the word that sleepers of WaitWords at {@code offset} sleep on. */
  public static long sequenceOffset(long offset) {
    return offset + WaitWords.SEQUENCE_OFFSET;
  }

  /** Whether this process can sleep here and wake who sleeps here. */
  public boolean canSleep() {
    return word != null;
  }

  /**
   * Whether somebody sleeps or is about to. Call after the store that it waits for and a fence, or
   * where the sleeper's barrier stands for that.
   */
  public boolean isAwaited() {
    return Words.getLongOpaque(region, waitingOffset) != 0;
  }

  /** Whether somebody asked for what is signalled here without waiting for it. */
  public boolean isWanted() {
    return Words.getIntOpaque(region, wantedOffset) != 0;
  }

  /** Asks for it, or takes that back. */
  public void setWanted(boolean wanted) {
    // Loaded first, so that who asks again and again keeps off the cache line.
    if (isWanted() != wanted) {
      Words.setIntOpaque(region, wantedOffset, wanted ? 1 : 0);
    }
  }

  /** Makes every sleeper look again. */
  public void raise() {
    // Cleared first, so that until the sleepers run again nobody else calls the kernel. Who loads
    // the new sequence and then says that it waits does so after this store; a bit that is set
    // between the look at the word and this store is lost, but its sleeper has an old sequence.
    // Not swapped, which an interpreter does not survive when the page is gone.
    Words.setLongOpaque(region, waitingOffset, 0);
    // An error within a native call would leave the memory in use for ever.
    Words.settle();
    if (word == null) {
      // Whoever is about to sleep then does not.
      Words.getAndAddInt(region, sequenceOffset, 1);
      return;
    }
    try {
      word.changeAndWakeAll();
    } catch (IOException e) {
      throw new RegionAccessException("cannot wake the peer: " + e.getMessage(), e);
    }
  }

  /**
   * Says that the own participant is about to sleep, with a fence behind it. Look once more at what
   * is waited for before {@link #sleep}, and call {@link #reset} in the end.
   *
   * @return what {@link #sleep} needs
   */
  public int announce() {
    int sequence = Words.getIntAcquire(region, sequenceOffset);
    changeOwnBit(true);
    // Pairs with the fence of the waker, or with the sleeper's own barrier.
    Words.fullFence();
    return sequence;
  }

  /**
   * Whether nobody was woken here since that announcement, and everybody still sees it. The bit of
   * one that stands is in memory: who becomes a waker later has a fence behind that, and sees it.
   */
  boolean stands(int announced) {
    return (Words.getLongOpaque(region, waitingOffset) & 1L << slot) != 0
        && Words.getIntAcquire(region, sequenceOffset) == announced;
  }

  /**
   * Sleeps at most {@code nanos} unless somebody was woken here since the announcement. May return
   * early for no reason.
   */
  public void sleep(int announced, long nanos) {
    // As in raise().
    Words.settle();
    try {
      PlatformSleep.await(word, announced, nanos);
    } catch (IOException e) {
      throw new RegionAccessException("cannot wait for the peer: " + e.getMessage(), e);
    }
  }

  /** Takes the announcement back, unless a waker has. */
  public void reset() {
    if ((Words.getLongOpaque(region, waitingOffset) & 1L << slot) != 0) {
      changeOwnBit(false);
    }
    // An error of this access belongs to the wait, not to who handles what the wait throws.
    Words.settle();
  }

  private void changeOwnBit(boolean value) {
    // As in raise().
    Words.settle();
    try {
      word.changeBit(ownHalf, slot % Integer.SIZE, value);
    } catch (IOException e) {
      throw new RegionAccessException("cannot say who waits: " + e.getMessage(), e);
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
