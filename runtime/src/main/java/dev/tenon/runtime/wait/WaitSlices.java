// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.time.Duration;

/**
 * The time that a wait may take, in slices. A sleeper that somebody can wake looks at its peer once
 * a slice; one that nobody can wake looks again soon, then less and less often.
 */
final class WaitSlices {
  /** Last slice, and every one after it, when nobody can wake the thread. */
  static final long SHORT_NANOS = TenonFormatConstants.LAST_SHORT_SLICE_NANOSECONDS;

  /** A slice when the peer can wake the thread. */
  private static final long LONG_NANOS = PeerWatch.LOOK_NANOS;

  /** First slice when nobody can. */
  private static final long SHORTEST_NANOS = TenonFormatConstants.FIRST_SHORT_SLICE_NANOSECONDS;

  /** A hundred years; what is longer does not fit nanoseconds in a long. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_500);

  private long deadline;
  private long shortSlice;

  /**
   * Begins a wait.
   *
   * @return false if it ends at once
   * @throws IllegalArgumentException if the timeout is negative
   */
  boolean begin(Duration timeout) {
    long nanos = saturatedNanos(timeout);
    deadline = System.nanoTime() + nanos;
    shortSlice = SHORTEST_NANOS;
    return nanos > 0;
  }

  /** Nanoseconds to sleep now; zero or less when the time is over. */
  long next(boolean canBeWoken) {
    long slice = Math.min(deadline - System.nanoTime(), canBeWoken ? LONG_NANOS : shortSlice);
    shortSlice = Math.min(2 * shortSlice, SHORT_NANOS);
    return slice;
  }

  /** Checks a timeout and gives its nanoseconds, at most those of a hundred years. */
  private static long saturatedNanos(Duration timeout) {
    Sleeper.requireTimeout(timeout);
    return (timeout.compareTo(LONGEST_TIMEOUT) < 0 ? timeout : LONGEST_TIMEOUT).toNanos();
  }
}
