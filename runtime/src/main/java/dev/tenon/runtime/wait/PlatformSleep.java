// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.platform.WaitWord;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps on a word without holding on to the carrier of a virtual thread. A virtual thread that
 * sleeps in the kernel pins its carrier, and there are as many as processors: a few such sleepers
 * stop all other virtual threads. So a platform thread sleeps for it while it is parked.
 */
final class PlatformSleep {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("tenon-waiting-", 1).factory());

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
    Future<?> sleep;
    try {
      sleep =
          THREADS.submit(
              () -> {
                word.await(expected, nanos);
                return null;
              });
    } catch (OutOfMemoryError e) {
      // No thread to be had now: looks again soon, as one that cannot be woken does.
      LockSupport.parkNanos(Math.min(nanos, WaitSlices.SHORT_NANOS));
      return;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          sleep.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          rethrow(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
