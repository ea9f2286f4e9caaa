// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * A mutex of a region: held by one thread of one process at a time. Safe for all threads.
 *
 * <p>A mutex whose holder closes the region or dies goes to whoever waits, which is told so. A
 * holder that is only stopped keeps it. Threads that use the same region object wait for one
 * another first, and one of them at a time for other attachments.
 */
public interface Mutex {
  /**
   * Locks the mutex for the calling thread, and waits for it if need be. That its holder died is
   * found within 100 ms. Allocates nothing.
   *
   * <pre>{@code
   * try (Mutex.Held held = plant.setup().lock(Duration.ofMillis(50))) {
   *   if (held == null) { ... }                  // timed out
   *   else { if (held.ownerDied()) { repair(); } ... }
   * }
   * }</pre>
   *
   * @param timeout how long to wait, zero or more; zero looks once
   * @return what unlocks the mutex; null when the time-out passed
   * @throws IllegalArgumentException if the timeout is negative
   * @throws IllegalStateException if this thread holds it already, unless it is recursive; or if
   *     the region is closed, also meanwhile
   * @throws WaitInterruptedException if the thread is interrupted, noticed within 100 ms; its flag
   *     stays set
   * @throws RegionTruncatedException if the region's file was cut short
   */
  Held lock(Duration timeout);

  /** Whether the calling thread holds the mutex. */
  boolean isHeldByCurrentThread();

  /** A mutex that is locked. The same object for each lock; for the thread that locked it. */
  interface Held extends AutoCloseable {
    /**
     * Whether whoever held the mutex before died or closed the region without unlocking it, so that
     * what it guards may be half changed. Stays as it is until the mutex is unlocked.
     */
    boolean ownerDied();

    /**
     * Unlocks the mutex; of a recursive one, takes one lock back. When the region was closed
     * meanwhile, that has given the mutex up.
     *
     * @throws IllegalStateException if the calling thread does not hold it
     * @throws CorruptRegionException if the region says that somebody else holds it; this thread
     *     does not any more
     * @throws RegionTruncatedException if the region's file was cut short
     */
    @Override
    void close();
  }
}
