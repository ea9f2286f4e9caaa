// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.call;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Platform threads for what would pin the carrier of a virtual thread. A virtual thread that blocks
 * in native code holds on to its carrier, and there are as many as processors: a few such threads
 * stop all others.
 */
public final class PlatformThreads {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("tenon-blocking-", 1).factory());

  private PlatformThreads() {}

  /**
   * Runs a task on a platform thread while this one waits. Waits for the end even when interrupted,
   * since nothing ends a call into native code; the interrupt flag stays set.
   *
   * @throws ExecutionException with what the task threw
   * @throws OutOfMemoryError if there is no thread to be had; then the task was not run
   */
  public static <T> T call(Callable<T> task) throws ExecutionException {
    Future<T> result = THREADS.submit(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
