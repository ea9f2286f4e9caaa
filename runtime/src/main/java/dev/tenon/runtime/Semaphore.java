// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * A semaphore of a region: a number of permits, each had by one attachment at a time. Safe for all
 * threads, which get permits in no order.
 *
 * <p>A permit whose holder has closed the region or died goes to whoever wants it next.
 */
public interface Semaphore {
  /**
   * Takes a permit, and waits for one if need be. The permit of a holder that died is found within
   * 100 ms.
   *
   * @param timeout how long to wait, zero or more; zero looks once
   * @return the permit, to be closed; null when the time-out passed
   * @throws IllegalArgumentException if the timeout is negative
   * @throws WaitInterruptedException if the thread is interrupted, noticed within 100 ms; its flag
   *     stays set
   * @throws IllegalStateException if the region is closed, also meanwhile
   * @throws RegionTruncatedException if the region's file was cut short
   */
  Permit acquire(Duration timeout);

  /** Permits that nobody has now; those of holders that died count as had until they are taken. */
  int available();

  /** All permits, 1 to 1,024. */
  int permits();

  /** A permit of a semaphore. Any thread may close it. */
  interface Permit extends AutoCloseable {
    /** Number of the permit, from zero. */
    int number();

    /**
     * Gives the permit back. A second call does nothing; the close of the region gives back what is
     * left.
     *
     * @throws CorruptRegionException if the region says that somebody else has it
     * @throws RegionTruncatedException if the region's file was cut short
     */
    @Override
    void close();
  }
}
