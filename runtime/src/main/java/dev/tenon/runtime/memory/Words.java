// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Ordered access to the words that processes share. The only place in the runtime that makes {@link
 * VarHandle}s, because their names differ between Java versions. Offsets are bytes and must be
 * aligned; every access checks bounds and that the memory is still mapped.
 */
public final class Words {
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final int TURNS = 2;

  /** Bytes that a loop copies in less time than a call takes. */
  private static final long FEW_BYTES = 64;

  /** Always 1, but not known to be so: a loop of constant steps has no safepoint a turn. */
  private static int step = 1;

  private Words() {}

  public static long getLongAcquire(MemorySegment segment, long offset) {
    return (long) LONG.getAcquire(segment, offset);
  }

  public static void setLongRelease(MemorySegment segment, long offset, long value) {
    LONG.setRelease(segment, offset, value);
  }

  /**
   * Swaps a word that has the expected value. The interpreter's swap of a word whose page is gone
   * ends the JVM; its load does not, so the word is loaded before. A page that goes between the two
   * still ends it.
   */
  public static boolean compareAndSetLong(
      MemorySegment segment, long offset, long expected, long value) {
    getLongAcquire(segment, offset);
    settle();
    // Once more, because the turns take the interpreter long.
    getLongAcquire(segment, offset);
    boolean swapped = LONG.compareAndSet(segment, offset, expected, value);
    settle();
    return swapped;
  }

  public static long getLongOpaque(MemorySegment segment, long offset) {
    return (long) LONG.getOpaque(segment, offset);
  }

  public static void setLongOpaque(MemorySegment segment, long offset, long value) {
    LONG.setOpaque(segment, offset, value);
  }

  public static int getIntAcquire(MemorySegment segment, long offset) {
    return (int) INT.getAcquire(segment, offset);
  }

  public static int getIntOpaque(MemorySegment segment, long offset) {
    return (int) INT.getOpaque(segment, offset);
  }

  public static void setIntOpaque(MemorySegment segment, long offset, int value) {
    INT.setOpaque(segment, offset, value);
  }

  public static void setIntRelease(MemorySegment segment, long offset, int value) {
    INT.setRelease(segment, offset, value);
  }

  public static int getAndAddInt(MemorySegment segment, long offset, int delta) {
    return (int) INT.getAndAdd(segment, offset, delta);
  }

  /**
   * Adds to a word, and looks first whether it is there, as {@link #compareAndSetLong} does.
   *
   * @return the word before
   */
  public static long addLong(MemorySegment segment, long offset, long delta) {
    getLongAcquire(segment, offset);
    settle();
    getLongAcquire(segment, offset);
    long before = (long) LONG.getAndAdd(segment, offset, delta);
    settle();
    return before;
  }

  /**
   * Sets the bits of a mask in a word, and looks first whether it is there, as {@link
   * #compareAndSetLong} does.
   */
  public static void setBitsLong(MemorySegment segment, long offset, long mask) {
    getLongAcquire(segment, offset);
    settle();
    getLongAcquire(segment, offset);
    LONG.getAndBitwiseOr(segment, offset, mask);
    settle();
  }

  /**
   * Clears the bits of a mask in a word, as {@link #setBitsLong} sets them.
   *
   * @return the word before
   */
  public static long clearBitsLong(MemorySegment segment, long offset, long mask) {
    getLongAcquire(segment, offset);
    settle();
    getLongAcquire(segment, offset);
    long before = (long) LONG.getAndBitwiseAnd(segment, offset, ~mask);
    settle();
    return before;
  }

  /**
   * Copies bytes that another process may store or load meanwhile: up to 64 by plain accesses of 8
   * bytes each, more by {@link MemorySegment#copy}. The accesses have no order among them, and none
   * is promised to be atomic: fences are the caller's, and so is a check that what was copied is
   * whole.
   *
   * @param size bytes; up to 64 are rounded up to a multiple of 8, which both segments must have
   */
  public static void copy(
      MemorySegment from, long fromOffset, MemorySegment to, long toOffset, long size) {
    if (size > FEW_BYTES) {
      MemorySegment.copy(from, fromOffset, to, toOffset, size);
      return;
    }
    int bytes = (int) size;
    for (int i = 0; i < bytes; i += Long.BYTES) {
      long word = from.get(ValueLayout.JAVA_LONG_UNALIGNED, fromOffset + i);
      to.set(ValueLayout.JAVA_LONG_UNALIGNED, toOffset + i, word);
    }
  }

  /** Orders every access before it against every access after it, stores before loads included. */
  public static void fullFence() {
    VarHandle.fullFence();
  }

  /** Orders every store before it before every store after it. */
  public static void storeFence() {
    VarHandle.storeStoreFence();
  }

  /** Orders every load before it before every load after it. */
  public static void loadFence() {
    VarHandle.loadLoadFence();
  }

  /**
   * Has the JVM throw the {@link InternalError} of an access that failed, if one did, here. It
   * notes a failed access and goes on with the next instruction until it comes to a safepoint,
   * which may be in the caller's caller; the turns of this loop are some. Takes about a nanosecond.
   */
  public static void settle() {
    int turn = step;
    for (int left = TURNS; left > 0; left -= turn) {
      // Safepoints are all that is wanted.
    }
  }
}
