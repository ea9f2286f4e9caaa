// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.format.TenonFormatConstants;

/**
 * Slices of a wait. A sleeper that somebody can wake looks at its peer once a slice; one that
 * nobody can wake looks again soon, then less and less often.
 */
final class WaitSlices {
  /** Last slice, and every one after it, when nobody can wake the thread. */
  static final long SHORT_NANOS = TenonFormatConstants.LAST_SHORT_SLICE_NANOSECONDS;

  /** A slice when the peer can wake the thread. */
  private static final long LONG_NANOS = PeerWatch.LOOK_NANOS;

  /** First slice when nobody can. */
  private static final long SHORTEST_NANOS = TenonFormatConstants.FIRST_SHORT_SLICE_NANOSECONDS;

  private long shortSlice;

  void begin() {
    shortSlice = SHORTEST_NANOS;
  }

  /** Nanoseconds to sleep now, of those that are left. */
  long next(long left, boolean canBeWoken) {
    long slice = Math.min(left, canBeWoken ? LONG_NANOS : shortSlice);
    shortSlice = Math.min(2 * shortSlice, SHORT_NANOS);
    return slice;
  }
}
