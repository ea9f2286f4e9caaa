// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Runs calls that block in C. A virtual thread that blocks in C holds on to its carrier, and there
 * are few: calls that wait for one another would wait for ever. So they run on a platform thread of
 * their own while the virtual thread is parked. For generated code; safe for all threads.
 */
public final class BlockingCalls {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("tenon-blocking-", 1).factory());

  private BlockingCalls() {}

  /**
   * Runs a call: here on a platform thread, on another thread when this one is virtual. {@link
   * Errno} is as if it had run here. Memory that the call uses must not be confined to this thread.
   * Waits for the end even when interrupted, since nothing ends a call into C; the interrupt flag
   * stays set.
   */
  public static <T> T onPlatformThread(Supplier<T> call) {
    if (!Thread.currentThread().isVirtual()) {
      return call.get();
    }
    ThreadFrames frames = ThreadFrames.current();
    int[] errno = {frames.errno()};
    Future<T> result =
        THREADS.submit(
            () -> {
              ThreadFrames other = ThreadFrames.current();
              other.errno(errno[0]);
              try {
                return call.get();
              } finally {
                errno[0] = other.errno();
              }
            });
    try {
      return await(result);
    } finally {
      frames.errno(errno[0]);
    }
  }

  private static <T> T await(Future<T> result) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw Downcalls.thrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
