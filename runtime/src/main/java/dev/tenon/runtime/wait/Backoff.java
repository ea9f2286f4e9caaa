// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.format.TenonFormatConstants;

/**
 * Trying what was in vain less and less often: after it the next 1, 3, 7, … occasions are let pass,
 * until a try is worth it again. For one thread at a time.
 */
final class Backoff {
  private static final int MAX_SKIPS = (int) TenonFormatConstants.MAX_SKIPPED_SPINS;

  /** Occasions that are still let pass. */
  private int skips;

  /** Number of those after the next try in vain. */
  private int nextSkips;

  /** Whether this occasion is one for a try. */
  boolean isDue() {
    if (skips == 0) {
      return true;
    }
    skips--;
    return false;
  }

  /** Learns from a try. */
  void learn(boolean worthIt) {
    nextSkips = worthIt ? 0 : Math.min(2 * nextSkips + 1, MAX_SKIPS);
    skips = nextSkips;
  }

  /** Makes the next occasion one for a try. */
  void end() {
    skips = 0;
  }
}
