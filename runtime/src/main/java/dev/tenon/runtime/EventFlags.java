// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * Up to 32 bits of a region that any program sets and any program waits for. Safe for all threads.
 *
 * <p>An event that resets itself gives a bit that is set to one wait, which takes it; one that is
 * reset by hand gives it to every wait until {@link #reset}. A bit says that something has
 * happened, not how often: setting it twice before somebody waits is setting it once.
 *
 * <p>Bits are masks, the constants of the schema's flags, in the lower half of a long; every method
 * throws {@link IllegalArgumentException} for none or others, {@link IllegalStateException} if the
 * region is closed, and {@link RegionTruncatedException} if its file was cut short.
 */
public interface EventFlags {
  /** Sets bits and wakes who waits. Costs a fence and a look at a word while nobody waits. */
  void signal(long bits);

  /**
   * Gives bits to every wait that has begun, and leaves them as they are: nothing of it is there
   * for a wait that begins later.
   */
  void signalAll(long bits);

  /** Clears bits. */
  void reset(long bits);

  /** Bits that are set now. */
  long bits();

  /**
   * Waits until at least one of some bits is set or given to all. An event that resets itself
   * clears those that are returned, and no others.
   *
   * @param timeout how long to wait, zero or more; zero looks once
   * @return those of the bits that ended the wait; 0 when the time-out passed
   * @throws IllegalArgumentException also if the timeout is negative
   * @throws WaitInterruptedException if the thread is interrupted, noticed within 100 ms; its flag
   *     stays set, and no bit is taken
   */
  long awaitAny(long bits, Duration timeout);

  /**
   * Waits until each of some bits is set, or was given to all since the wait began. An event that
   * resets itself clears all of them at once, or none.
   *
   * @param timeout as of {@link #awaitAny}
   * @return whether they were there in time
   * @throws WaitInterruptedException as {@link #awaitAny}
   */
  boolean awaitAll(long bits, Duration timeout);
}
