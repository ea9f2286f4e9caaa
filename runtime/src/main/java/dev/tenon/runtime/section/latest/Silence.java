// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.latest;

/**
 * The time without a newer value, as one reader counts it, and the deadlines in it. For one thread
 * at a time.
 */
final class Silence {
  private final long deadline;

  /** Whether {@link #since} counts; otherwise the silence begins with the next look at a clock. */
  private boolean isTimed;

  private long since;

  /** Deadlines that were missed since then. */
  private long periods;

  private long missed;

  /**
   * Begins when somebody asks or waits.
   *
   * @param deadline longest time in nanoseconds that should pass between two values; 0 for none
   */
  Silence(long deadline) {
    this.deadline = deadline;
  }

  private long begin(long now) {
    if (!isTimed) {
      isTimed = true;
      since = now;
      periods = 0;
    }
    return since;
  }

  /** A newer value was read. */
  void end() {
    isTimed = false;
    // Without a deadline nobody may ask, and the clock takes longer than to copy a value.
    if (deadline != 0) {
      begin(System.nanoTime());
    }
  }

  /** The part of a wait that ends with the deadline that counts now. */
  long bound(long nanos) {
    if (deadline == 0 || nanos == 0) {
      return nanos;
    }
    long now = System.nanoTime();
    long due = begin(now) + (periods + 1) * deadline;
    return Math.clamp(due - now, 0, nanos);
  }

  /** A wait ended without a value: counts the deadline if that has passed. */
  void endWait() {
    if (deadline != 0) {
      long now = System.nanoTime();
      long passed = (now - begin(now)) / deadline;
      if (passed > periods) {
        periods = passed;
        missed++;
      }
    }
  }

  long nanos() {
    long now = System.nanoTime();
    return now - begin(now);
  }

  long missed() {
    return missed;
  }
}
