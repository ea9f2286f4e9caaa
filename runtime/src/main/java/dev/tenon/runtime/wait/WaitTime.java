// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import java.time.Duration;

/**
 * The time that one wait may take. Begins to run when the clock is looked at first: a wait that
 * ends at once looks at none. For one thread at a time.
 */
final class WaitTime {
  /** A hundred years; what is longer does not fit nanoseconds in a long. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_500);

  private long nanos;
  private boolean runs;
  private long deadline;

  /** Begins a wait of that time, which is not negative. */
  void begin(Duration timeout) {
    nanos = (timeout.compareTo(LONGEST_TIMEOUT) < 0 ? timeout : LONGEST_TIMEOUT).toNanos();
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
