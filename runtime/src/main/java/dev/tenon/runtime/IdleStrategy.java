// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.TenonFormatConstants;

/**
 * Course of a wait: first the thread spins, then it yields, then it sleeps until it is woken.
 * Spinning gives the lowest latency and burns a core, sleeping costs tens of microseconds.
 *
 * @param spins how often to look again with nothing but a pause instruction in between, 0 or more
 * @param yields how often to look again after {@link Thread#yield()}, 0 or more; useful where a
 *     peer waits for this very processor, harmful to the latency of wake-ups elsewhere
 * @param sleeps whether to sleep after that; otherwise it goes on spinning
 */
public record IdleStrategy(int spins, int yields, boolean sleeps) {
  /** Checks the ranges. */
  public IdleStrategy {
    if (spins < 0 || yields < 0) {
      throw new IllegalArgumentException(
          "spins " + spins + " and yields " + yields + " must be >= 0");
    }
  }

  /**
   * A short spin, then sleep: the default. No yields: since Linux 6.18 a thread that yields
   * forfeits its place in the queue of the scheduler, and is woken milliseconds late after that.
   */
  public static IdleStrategy spinThenSleep() {
    return new IdleStrategy((int) TenonFormatConstants.DEFAULT_SPINS, 0, true);
  }

  /** Never gives the processor away: for a thread that has a core to itself. */
  public static IdleStrategy busySpin() {
    return new IdleStrategy(1000, 0, false);
  }

  /** Sleeps at once: for threads whose latency does not matter. */
  public static IdleStrategy sleep() {
    return new IdleStrategy(0, 0, true);
  }
}
