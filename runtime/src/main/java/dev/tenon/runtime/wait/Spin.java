// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.WaitPolicy;
import dev.tenon.runtime.format.TenonFormatConstants;
import java.util.concurrent.locks.LockSupport;

/** Looking again and again, where that has been worth it lately. For one thread at a time. */
final class Spin {
  private static final int LOOKS = (int) TenonFormatConstants.LOOKS_A_CLOCK;
  private static final long NANOS = TenonFormatConstants.SPIN_NANOSECONDS;

  private final WaitPolicy policy;

  /** An occasion is a wait, a try is a spin. */
  private final Backoff backoff = new Backoff();

  Spin(WaitPolicy policy) {
    this.policy = policy;
  }

  /** Whether a wait sleeps that has spun; otherwise it spins on. */
  boolean isFollowedBySleep() {
    return policy.sleeps();
  }

  /** Spins, if that is to be done, until the condition is met; false when it still is not. */
  boolean isMet(Condition condition, WaitTime time) {
    if (!isWorthIt()) {
      return false;
    }
    // No look at the clock for what comes at once.
    boolean met = look(condition);
    if (!met) {
      long begin = time.now();
      long nanos = Math.min(NANOS, time.leftAt(begin));
      long now = begin;
      while (!met && now - begin < nanos) {
        met = look(condition);
        now = System.nanoTime();
      }
    }
    backoff.learn(met);
    return met;
  }

  /** Learns from a wait that ended after a sleep. */
  void learn(long nanos) {
    if (nanos < NANOS) {
      backoff.end();
    }
  }

  /** Lets other virtual threads have the carrier between two spins that no sleep is between. */
  static void letOthersRun() {
    if (Thread.currentThread().isVirtual()) {
      // After a yield it would take this one again before those that other threads have started.
      LockSupport.parkNanos(1);
    }
  }

  private boolean isWorthIt() {
    return policy.spins() && (!policy.sleeps() || backoff.isDue());
  }

  private static boolean look(Condition condition) {
    for (int i = 0; i < LOOKS; i++) {
      if (condition.isMet()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }
}
