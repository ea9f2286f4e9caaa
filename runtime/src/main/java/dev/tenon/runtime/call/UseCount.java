// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.call;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls in flight that use something of C, and whether it is closed: what is closed is released
 * once, when the last call has ended. Safe for all threads.
 */
public final class UseCount {
  private static final long CLOSED = Long.MIN_VALUE;

  /** Calls in flight; {@link #CLOSED} is added when it is closed. */
  private final AtomicLong state = new AtomicLong();

  private final Runnable release;

  public UseCount(Runnable release) {
    this.release = release;
  }

  /**
   * Begins a use.
   *
   * @throws IllegalStateException if it is closed
   */
  public void enter(String name) {
    long current;
    do {
      current = state.get();
      if (current < 0) {
        throw new IllegalStateException(name + " is closed");
      }
    } while (!state.compareAndSet(current, current + 1));
  }

  /** Ends a use; releases what was closed meanwhile. */
  public void leave() {
    if (state.decrementAndGet() == CLOSED) {
      release.run();
    }
  }

  /** Refuses further uses; releases now, or when the last use ends. Again does nothing. */
  public void close() {
    long current;
    do {
      current = state.get();
      if (current < 0) {
        return;
      }
    } while (!state.compareAndSet(current, current | CLOSED));
    if (current == 0) {
      release.run();
    }
  }

  public boolean isOpen() {
    return state.get() >= 0;
  }
}
