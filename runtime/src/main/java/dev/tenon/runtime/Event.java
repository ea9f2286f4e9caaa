// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * An event of a region, which any program signals and any program waits for. Safe for all threads.
 *
 * <p>One that resets itself ends one wait for each signal; one that is reset by hand ends every
 * wait until {@link #reset}. It says that something has happened, not how often: two signals before
 * somebody waits are one.
 *
 * <p>Every method throws {@link IllegalStateException} if the region is closed, and {@link
 * RegionTruncatedException} if its file was cut short.
 */
public interface Event {
  /** Sets the event and wakes who waits. Costs a fence and a look at a word while nobody waits. */
  void signal();

  /**
   * Ends every wait that has begun, and leaves the event as it is: nothing of it is there for a
   * wait that begins later.
   */
  void signalAll();

  /** Clears the event. */
  void reset();

  /** Whether the event is set now. */
  boolean isSet();

  /**
   * Waits until the event is set or given to all. One that resets itself is cleared by that.
   *
   * @param timeout how long to wait, zero or more; zero looks once
   * @return whether it was there in time
   * @throws IllegalArgumentException if the timeout is negative
   * @throws WaitInterruptedException if the thread is interrupted, noticed within 100 ms; its flag
   *     stays set, and the event is not taken
   */
  boolean await(Duration timeout);
}
