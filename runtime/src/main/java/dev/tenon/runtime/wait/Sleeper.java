// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.IdleStrategy;
import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.WaitInterruptedException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the peer has done something: spins, yields, then sleeps in slices. After each slice
 * it looks whether the peer lives, the region is open and the thread is interrupted. For one thread
 * at a time.
 */
public final class Sleeper {
  private final Runnable openCheck;
  private final String label;
  private final Signal signal;
  private final PeerWatch peer;
  private final WaitPolicy policy;
  private final WaitSlices slices = new WaitSlices();

  /** Looked at once more between announcing a sleep and sleeping. */
  private final Condition reasonToStayAwake = this::hasReasonToStayAwake;

  private Condition awaited;

  /**
   * Makes a sleeper.
   *
   * @param openCheck throws when the region is closed
   * @param label names what is waited on in messages
   * @param signal where the thread sleeps
   * @param peer who must live meanwhile
   */
  public Sleeper(
      Runnable openCheck, String label, Signal signal, PeerWatch peer, IdleStrategy idle) {
    this.openCheck = openCheck;
    this.label = label;
    this.signal = signal;
    this.peer = peer;
    this.policy = new WaitPolicy(idle);
  }

  /**
   * Checks a timeout before anything is done that ends in a wait.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static void requireTimeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout " + timeout + " is negative");
    }
  }

  /**
   * Waits at most that long; a zero timeout looks once.
   *
   * @return whether the condition is met
   * @throws PeerLeftException if it is not, and the peer has gone since the last report
   * @throws WaitInterruptedException if it is not, and the thread is interrupted
   * @throws IllegalStateException if the region is closed meanwhile
   */
  public boolean await(Condition condition, Duration timeout) {
    boolean waits = slices.begin(timeout);
    if (condition.isMet() || waits && policy.isMetAwake(condition)) {
      return true;
    }
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
      long slice = slices.next(peer.canWake());
      if (slice <= 0) {
        return false;
      }
      pause(condition, slice);
      if (condition.isMet()) {
        return true;
      }
    }
  }

  private void checkWorthWaiting() {
    openCheck.run();
    if (Thread.currentThread().isInterrupted()) {
      throw new WaitInterruptedException("interrupted while waiting on " + label);
    }
  }

  private void pause(Condition condition, long nanos) {
    if (!policy.sleeps()) {
      policy.spinASlice(condition);
    } else if (signal.canSleep()) {
      awaited = condition;
      signal.sleepUnless(reasonToStayAwake, nanos);
    } else {
      LockSupport.parkNanos(this, Math.min(nanos, WaitSlices.SHORT_NANOS));
    }
  }

  private boolean hasReasonToStayAwake() {
    return awaited.isMet() || peer.hasChanged();
  }
}
