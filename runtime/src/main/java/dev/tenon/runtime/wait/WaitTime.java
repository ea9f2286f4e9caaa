// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

/**
 * The time that one wait may take. Begins to run when the clock is looked at first: a wait that
 * ends at once looks at none. For one thread at a time.
 */
final class WaitTime {
  private long nanos;
  private boolean runs;
  private long deadline;

  /** Begins a wait of that time, which is not negative. */
  void begin(long time) {
    nanos = time;
    runs = false;
  }

  /** Whether the wait may take any time at all. */
  boolean isAny() {
    return nanos > 0;
  }

  /** {@link System#nanoTime} now; the time runs from here on if it did not before. */
  long now() {
    long now = System.nanoTime();
    if (!runs) {
      runs = true;
      deadline = now + nanos;
    }
    return now;
  }

  /** Nanoseconds that are left at that time; zero or less when it is over. */
  long leftAt(long now) {
    return deadline - now;
  }
}
