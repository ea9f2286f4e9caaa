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

  private Words() {}

  public static long getLongAcquire(MemorySegment segment, long offset) {
    return (long) LONG.getAcquire(segment, offset);
  }

  public static void setLongRelease(MemorySegment segment, long offset, long value) {
    LONG.setRelease(segment, offset, value);
  }

  public static boolean compareAndSetLong(
      MemorySegment segment, long offset, long expected, long value) {
    return LONG.compareAndSet(segment, offset, expected, value);
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

  /** Orders every access before it against every access after it, stores before loads included. */
  public static void fullFence() {
    VarHandle.fullFence();
  }
}
