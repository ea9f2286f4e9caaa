// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.call.PlatformThreads;
import dev.tenon.runtime.platform.WaitWord;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps on a word without holding on to the carrier of a virtual thread: a platform thread sleeps
 * for it while it is parked.
 */
final class PlatformSleep {
  private PlatformSleep() {}

  /**
   * Sleeps as {@link WaitWord#await} does: here on a platform thread, on another thread when this
   * one is virtual. Ends only with that sleep, also when this thread is interrupted; the interrupt
   * flag stays set, and who waits looks at it after each slice.
   */
  static void await(WaitWord word, int expected, long nanos) throws IOException {
    if (!Thread.currentThread().isVirtual()) {
      word.await(expected, nanos);
      return;
    }
    try {
      PlatformThreads.call(
          () -> {
            word.await(expected, nanos);
            return null;
          });
    } catch (OutOfMemoryError e) {
      // No thread to be had now: looks again soon, as one that cannot be woken does.
      LockSupport.parkNanos(Math.min(nanos, WaitSlices.SHORT_NANOS));
    } catch (ExecutionException e) {
      rethrow(e.getCause());
    }
  }

  private static void rethrow(Throwable thrown) throws IOException {
    switch (thrown) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError("a word throws nothing else", thrown);
    }
  }
}
