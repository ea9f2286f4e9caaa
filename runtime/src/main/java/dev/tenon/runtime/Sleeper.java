// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the peer has done something: spins, yields, then sleeps in slices. After each slice
 * it looks whether the peer lives, the region is open and the thread is interrupted.
 */
final class Sleeper {
  /** A slice when the peer can wake this thread. */
  private static final long LONG_SLICE_NANOS = PeerWatch.LOOK_NANOS;

  /** First and last slice when nobody can. */
  private static final long SHORTEST_SLICE_NANOS =
      TenonFormatConstants.FIRST_SHORT_SLICE_NANOSECONDS;

  private static final long SHORT_SLICE_NANOS = TenonFormatConstants.LAST_SHORT_SLICE_NANOSECONDS;
  private static final int SPINS_A_SLICE = 1000;

  /** A hundred years; what is longer does not fit nanoseconds in a long. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_500);

  private final Region region;
  private final String label;
  private final Signal signal;
  private final PeerWatch peer;
  private final IdleStrategy idle;

  /** Looked at once more between announcing a sleep and sleeping. */
  private final Condition reasonToStayAwake = this::hasReasonToStayAwake;

  private Condition awaited;

  Sleeper(Region region, String label, Signal signal, PeerWatch peer, IdleStrategy idle) {
    this.region = region;
    this.label = label;
    this.signal = signal;
    this.peer = peer;
    this.idle = idle;
  }

  /** What is waited for; reads shared memory. */
  interface Condition {
    boolean isMet();
  }

  /**
   * Waits at most that long; a zero timeout looks once.
   *
   * @return whether the condition is met
   * @throws PeerLeftException if it is not, and the peer has gone since the last report
   * @throws WaitInterruptedException if it is not, and the thread is interrupted
   * @throws IllegalStateException if the region is closed meanwhile
   */
  boolean await(Condition condition, Duration timeout) {
    long nanos = saturatedNanos(timeout);
    if (condition.isMet()) {
      return true;
    }
    long deadline = System.nanoTime() + nanos;
    if (nanos > 0 && isMetSoon(condition)) {
      return true;
    }
    long shortSlice = SHORTEST_SLICE_NANOS;
    while (true) {
      checkWorthWaiting();
      int leaver = peer.unreportedLeaver();
      if (condition.isMet()) {
        // Everything that the peer published before it left comes first.
        return true;
      }
      if (leaver != 0) {
        peer.markReported(leaver);
        throw new PeerLeftException("the other end of " + label + " has gone");
      }
      long remaining = deadline - System.nanoTime();
      if (remaining <= 0) {
        return false;
      }
      pause(condition, Math.min(remaining, peer.canWake() ? LONG_SLICE_NANOS : shortSlice));
      shortSlice = Math.min(2 * shortSlice, SHORT_SLICE_NANOS);
      if (condition.isMet()) {
        return true;
      }
    }
  }

  private boolean isMetSoon(Condition condition) {
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

  private void checkWorthWaiting() {
    region.requireOpen();
    if (Thread.currentThread().isInterrupted()) {
      throw new WaitInterruptedException("interrupted while waiting on " + label);
    }
  }

  private void pause(Condition condition, long nanos) {
    if (!idle.sleeps()) {
      for (int i = 0; i < SPINS_A_SLICE && !condition.isMet(); i++) {
        Thread.onSpinWait();
      }
    } else if (signal.canSleep()) {
      awaited = condition;
      signal.sleepUnless(reasonToStayAwake, nanos);
    } else {
      LockSupport.parkNanos(this, Math.min(nanos, SHORT_SLICE_NANOS));
    }
  }

  private boolean hasReasonToStayAwake() {
    return awaited.isMet() || peer.hasChanged();
  }

  private static long saturatedNanos(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout " + timeout + " is negative");
    }
    return (timeout.compareTo(LONGEST_TIMEOUT) < 0 ? timeout : LONGEST_TIMEOUT).toNanos();
  }
}
