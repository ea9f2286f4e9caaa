// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import dev.tenon.runtime.platform.WaitWord;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** A word with futex(2) behind it, shared between processes. */
final class LinuxFutex implements WaitWord {
  // linux/futex.h. No FUTEX_PRIVATE_FLAG: the sleeper and the waker are different processes.
  private static final long FUTEX_WAKE_OP = 5;
  private static final long FUTEX_WAIT_BITSET = 9;
  private static final long FUTEX_OP_ADD = 1;
  private static final long FUTEX_OP_OR = 2;
  private static final long FUTEX_OP_ANDN = 3;
  private static final long FUTEX_OP_OPARG_SHIFT = 8;
  private static final long FUTEX_BITSET_MATCH_ANY = 0xFFFF_FFFFL;
  private static final int CLOCK_MONOTONIC = 1;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int ETIMEDOUT = 110;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final long SYSTEM_CALL = LinuxCalls.number(202, 98);
  // LinuxPlatform has linked them before it opens a word.
  private static final MethodHandle SYSCALL = LinuxCalls.link().syscall();
  private static final MethodHandle CLOCK_GETTIME = LinuxCalls.link().clockGettime();

  private final MemorySegment word;
  private final MemorySegment deadline;
  private final MemorySegment capture;

  LinuxFutex(MemorySegment word) {
    // A few bytes for each end of a queue, freed with this object.
    Arena arena = Arena.ofAuto();
    this.word = word;
    this.deadline = arena.allocate(2 * ValueLayout.JAVA_LONG.byteSize(), Long.BYTES);
    this.capture = arena.allocate(LinuxCalls.CAPTURE);
  }

  static boolean isSupported() {
    return SYSTEM_CALL >= 0;
  }

  @Override
  public void await(int expected, long nanos) throws IOException {
    setDeadline(nanos);
    long result =
        syscall(
            word,
            FUTEX_WAIT_BITSET,
            Integer.toUnsignedLong(expected),
            deadline,
            MemorySegment.NULL,
            FUTEX_BITSET_MATCH_ANY);
    if (result < 0) {
      int errno = errno();
      if (errno != EAGAIN && errno != EINTR && errno != ETIMEDOUT) {
        throw new IOException("futex wait failed with errno " + errno);
      }
    }
  }

  @Override
  public void changeAndWakeAll() throws IOException {
    operate(word, Integer.MAX_VALUE, FUTEX_OP_ADD << 28 | 1 << 12);
  }

  @Override
  public void changeBit(MemorySegment other, int bit, boolean value) throws IOException {
    long operation = FUTEX_OP_OPARG_SHIFT | (value ? FUTEX_OP_OR : FUTEX_OP_ANDN);
    operate(other, 0, operation << 28 | (long) bit << 12);
  }

  /**
   * Does an operation on four bytes, then wakes that many who sleep on them. The kernel could then
   * look at the value of before and wake those of another word, too; both words are the same here.
   */
  private void operate(MemorySegment changed, long wakes, long operation) throws IOException {
    if (syscall(changed, FUTEX_WAKE_OP, wakes, MemorySegment.NULL, changed, operation) < 0) {
      throw new IOException("futex operation failed with errno " + errno());
    }
  }

  @Override
  public void close() {
    // A word of the kernel's needs nothing.
  }

  private int errno() {
    return LinuxCalls.errno(capture);
  }

  /** Fills the timespec; absolute, so that a spurious return does not prolong the wait. */
  private void setDeadline(long nanos) throws IOException {
    int result;
    try {
      result = (int) CLOCK_GETTIME.invokeExact(CLOCK_MONOTONIC, deadline);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a downcall throws nothing checked", e);
    }
    if (result != 0) {
      throw new IOException("clock_gettime failed");
    }
    long fraction = deadline.get(ValueLayout.JAVA_LONG, Long.BYTES) + nanos % NANOS_PER_SECOND;
    long seconds = deadline.get(ValueLayout.JAVA_LONG, 0) + nanos / NANOS_PER_SECOND;
    deadline.set(ValueLayout.JAVA_LONG, 0, seconds + fraction / NANOS_PER_SECOND);
    deadline.set(ValueLayout.JAVA_LONG, Long.BYTES, fraction % NANOS_PER_SECOND);
  }

  private long syscall(
      MemorySegment first,
      long operation,
      long value,
      MemorySegment timeout,
      MemorySegment second,
      long last) {
    try {
      return (long)
          SYSCALL.invokeExact(capture, SYSTEM_CALL, first, operation, value, timeout, second, last);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a downcall throws nothing checked", e);
    }
  }
}
