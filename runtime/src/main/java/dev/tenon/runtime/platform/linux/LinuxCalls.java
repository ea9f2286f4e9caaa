// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import dev.tenon.runtime.platform.Answer;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Functions of the C library. Linked when they are needed, and again when that failed: an attempt
 * may fail for a reason that passes, and a static initializer would make that final.
 *
 * @param syscall {@code long syscall(long, ...)} with six arguments, captures errno
 * @param membarrier {@code long syscall(long, ...)} with three arguments
 * @param clockGettime {@code int clock_gettime(clockid_t, struct timespec *)}
 * @param kill {@code int kill(pid_t, int)}, captures errno
 */
record LinuxCalls(
    MethodHandle syscall, MethodHandle membarrier, MethodHandle clockGettime, MethodHandle kill) {
  /** Layout of the first argument of the handles that capture errno. */
  static final StructLayout CAPTURE = Linker.Option.captureStateLayout();

  private static final long ERRNO_OFFSET =
      CAPTURE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
  private static final int ESRCH = 3;
  private static final String C_LIBRARY = "libc.so.6";

  private static LinuxCalls linked;

  /**
   * Links them, or returns those that are linked.
   *
   * @throws UnsupportedOperationException if there is no such function
   */
  @SuppressWarnings("restricted")
  static synchronized LinuxCalls link() {
    if (linked == null) {
      Linker linker = Linker.nativeLinker();
      ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
      ValueLayout.OfInt number = ValueLayout.JAVA_INT;
      Linker.Option errno = Linker.Option.captureCallState("errno");
      linked =
          new LinuxCalls(
              // Every variadic argument goes as a long. Not critical: it blocks, and the garbage
              // collector must not wait for it.
              linker.downcallHandle(
                  symbol("syscall"),
                  FunctionDescriptor.of(word, word, ADDRESS, word, word, ADDRESS, ADDRESS, word),
                  Linker.Option.firstVariadicArg(1),
                  errno),
              linker.downcallHandle(
                  symbol("syscall"),
                  FunctionDescriptor.of(word, word, word, word, word),
                  Linker.Option.firstVariadicArg(1)),
              linker.downcallHandle(
                  symbol("clock_gettime"), FunctionDescriptor.of(number, number, ADDRESS)),
              linker.downcallHandle(
                  symbol("kill"), FunctionDescriptor.of(number, number, number), errno));
    }
    return linked;
  }

  /**
   * Number of a system call of this machine; negative where it is not known.
   *
   * @param amd64 its number in asm/unistd_64.h
   * @param generic its number in asm-generic/unistd.h
   */
  static long number(long amd64, long generic) {
    String machine = System.getProperty("os.arch");
    if (machine.equals("amd64") || machine.equals("x86_64")) {
      return amd64;
    }
    return machine.equals("aarch64") || machine.equals("riscv64") ? generic : -1;
  }

  static int errno(MemorySegment capture) {
    return capture.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
  }

  /** Whether a process or thread of the own process-id namespace has that number. */
  Answer exists(int processId) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment capture = arena.allocate(CAPTURE);
      // Signal 0 is none: the kernel only looks the process up.
      int result = (int) kill.invokeExact(capture, processId, 0);
      return result != 0 && errno(capture) == ESRCH ? Answer.NO : Answer.YES;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a downcall throws nothing checked", e);
    }
  }

  @SuppressWarnings("restricted")
  private static MemorySegment symbol(String name) {
    return Linker.nativeLinker()
        .defaultLookup()
        .find(name)
        // The default lookup stays empty when no file could be opened at its first use; this
        // library is in memory already, so that it is found without opening one.
        .or(() -> SymbolLookup.libraryLookup(C_LIBRARY, Arena.global()).find(name))
        .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
  }
}
