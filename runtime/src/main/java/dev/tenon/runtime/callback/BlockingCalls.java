// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.call.PlatformThreads;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Runs calls that block in C. A virtual thread that blocks in C holds on to its carrier, and there
 * are few: calls that wait for one another would wait for ever. So they run on a platform thread of
 * their own while the virtual thread is parked. For generated code; safe for all threads.
 */
public final class BlockingCalls {
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
    try {
      return PlatformThreads.call(
          () -> {
            ThreadFrames other = ThreadFrames.current();
            other.errno(errno[0]);
            try {
              return call.get();
            } finally {
              errno[0] = other.errno();
            }
          });
    } catch (ExecutionException e) {
      throw Downcalls.thrown(e.getCause());
    } finally {
      frames.errno(errno[0]);
    }
  }
}
