// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import java.lang.invoke.MethodHandle;

/**
 * Fences in other processes: membarrier(2), since Linux 4.16. A kernel or a sandbox may refuse it.
 */
final class LinuxBarrier {
  // linux/membarrier.h
  private static final long GLOBAL_EXPEDITED = 1 << 1;
  private static final long REGISTER_GLOBAL_EXPEDITED = 1 << 2;

  private static final long SYSTEM_CALL = LinuxCalls.number(324, 283);
  // LinuxPlatform has linked them before it asks for a barrier.
  private static final MethodHandle MEMBARRIER = LinuxCalls.link().membarrier();

  private LinuxBarrier() {}

  static boolean join() {
    return call(REGISTER_GLOBAL_EXPEDITED);
  }

  static boolean run() {
    return call(GLOBAL_EXPEDITED);
  }

  private static boolean call(long command) {
    if (SYSTEM_CALL < 0) {
      return false;
    }
    try {
      return (long) MEMBARRIER.invokeExact(SYSTEM_CALL, command, 0L, 0L) == 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a downcall throws nothing checked", e);
    }
  }
}
