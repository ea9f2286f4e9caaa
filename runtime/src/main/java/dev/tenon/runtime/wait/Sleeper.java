// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.WaitInterruptedException;
import dev.tenon.runtime.WaitPolicy;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the peer has done something: spins where that has been worth it lately, then sleeps
 * in slices. After each slice it looks whether the peer lives, the region is open and the thread is
 * interrupted. For one thread at a time.
 */
public final class Sleeper {
  /** Longest wait, a hundred years: nanoseconds in a long hold a little more. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_500);

  private final Runnable openCheck;
  private final String label;
  private final Signal signal;
  private final Runnable waitCounter;
  private final Runnable announcementEnd;
  private final Spin spin;
  private final WaitTime time = new WaitTime();
  private final WaitSlices slices = new WaitSlices();

  /** Whether this wait has said that it sleeps, and has not taken that back. */
  private boolean isAnnounced;

  /** Value of the sequence that goes with it. */
  private int announced;

  /** Whether no waker can have missed the announcement. */
  private boolean isOrdered;

  /**
   * Makes a sleeper.
   *
   * @param openCheck throws when the region is closed
   * @param label names what is waited on in messages
   * @param signal where the thread sleeps
   * @param waitCounter is told of each sleep
   * @param announcementEnd takes back what was announced at the signal
   */
  public Sleeper(
      Runnable openCheck,
      String label,
      Signal signal,
      WaitPolicy policy,
      Runnable waitCounter,
      Runnable announcementEnd) {
    this.openCheck = openCheck;
    this.label = label;
    this.signal = signal;
    this.spin = new Spin(policy);
    this.waitCounter = waitCounter;
    this.announcementEnd = announcementEnd;
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
   * Time of a wait.
   *
   * @param timeout a hundred years if it is longer
   * @return nanoseconds
   * @throws IllegalArgumentException if it is negative
   */
  public static long nanos(Duration timeout) {
    requireTimeout(timeout);
    return (timeout.compareTo(LONGEST_TIMEOUT) < 0 ? timeout : LONGEST_TIMEOUT).toNanos();
  }

  /** Begins a wait, of which each {@link #await} is a part. A zero timeout looks once. */
  public void begin(Duration timeout) {
    begin(nanos(timeout));
  }

  /** Begins a wait of so many nanoseconds, none of which looks once. */
  public void begin(long nanos) {
    time.begin(nanos);
  }

  /** Whether the time of the wait is over. */
  public boolean isOver() {
    return time.leftAt(time.now()) <= 0;
  }

  /**
   * Waits until the condition is met or the time is over.
   *
   * @param peer who wakes the thread
   * @return whether the condition is met
   * @throws PeerLeftException if it is not, and the peer has gone since the last report
   * @throws WaitInterruptedException if it is not, and the thread is interrupted
   * @throws IllegalStateException if the region is closed meanwhile
   */
  public boolean await(Condition condition, Wakers peer) {
    if (condition.isMet() || time.isAny() && spin.isMet(condition, time)) {
      return true;
    }
    long begin = time.now();
    slices.begin();
    try {
      if (!sleepUntil(condition, peer, begin)) {
        return false;
      }
    } finally {
      if (isAnnounced) {
        isAnnounced = false;
        announcementEnd.run();
      }
    }
    spin.learn(time.now() - begin);
    return true;
  }

  private boolean sleepUntil(Condition condition, Wakers peer, long begin) {
    long now = begin;
    while (true) {
      checkWorthWaiting();
      int leaver = peer.unreportedLeaver();
      if (condition.isMet()) {
        // Everything that the peer published before it left comes first.
        return true;
      }
      if (leaver != 0) {
        throw peer.report(leaver, label);
      }
      if (time.leftAt(now) <= 0) {
        return false;
      }
      pause(condition, peer, now);
      if (condition.isMet()) {
        return true;
      }
      now = time.now();
    }
  }

  private void checkWorthWaiting() {
    openCheck.run();
    if (Thread.currentThread().isInterrupted()) {
      throw new WaitInterruptedException("interrupted while waiting on " + label);
    }
  }

  private void pause(Condition condition, Wakers peer, long now) {
    if (!spin.isFollowedBySleep()) {
      spin.isMet(condition, time);
      Spin.letOthersRun();
    } else if (signal.canSleep()) {
      sleep(condition, peer, now);
    } else {
      LockSupport.parkNanos(this, slices.next(time.leftAt(now), false));
    }
  }

  /** Sleeps for a slice. What was announced for the one before serves again if it stands. */
  private void sleep(Condition condition, Wakers peer, long now) {
    if (!isAnnounced || !signal.stands(announced)) {
      isAnnounced = true;
      announced = signal.announce();
      // After the announcement and its fence: a peer that takes its role later has a fence behind
      // its flags, and sees that we wait. Who cannot have a peer's fences run looks again soon.
      isOrdered = peer.runsItsFences();
    }
    if (!condition.isMet() && !peer.hasChanged()) {
      waitCounter.run();
      signal.sleep(announced, slices.next(time.leftAt(now), isOrdered && peer.canWake()));
    }
  }
}
