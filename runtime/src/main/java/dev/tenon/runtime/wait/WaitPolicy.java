// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.IdleStrategy;
import java.util.concurrent.locks.LockSupport;

/** Course of a thread's wait before it sleeps, and whether it sleeps at all. */
final class WaitPolicy {
  private static final int SPINS_A_SLICE = 1000;

  private final IdleStrategy idle;

  WaitPolicy(IdleStrategy idle) {
    this.idle = idle;
  }

  /** Whether a thread sleeps that has waited for a while; otherwise it spins on. */
  boolean sleeps() {
    return idle.sleeps();
  }

  /** Spins and yields until the condition is met; false when it still is not. */
  boolean isMetAwake(Condition condition) {
    for (int i = 0; i < idle.spins(); i++) {
      Thread.onSpinWait();
      if (condition.isMet()) {
        return true;
      }
    }
    for (int i = 0; i < idle.yields(); i++) {
      Thread.yield();
      if (condition.isMet()) {
        return true;
      }
    }
    return false;
  }

  /** Spins in place of one sleep; a virtual thread lets others go on after it. */
  void spinASlice(Condition condition) {
    for (int i = 0; i < SPINS_A_SLICE && !condition.isMet(); i++) {
      Thread.onSpinWait();
    }
    if (Thread.currentThread().isVirtual()) {
      // Other virtual threads need the carrier, too. After a yield it would take this one again
      // before those that other threads have started.
      LockSupport.parkNanos(1);
    }
  }
}
