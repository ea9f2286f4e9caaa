// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A struct of a region, and those that wait for changes of it, in any process. Safe for all
 * threads.
 *
 * <p>Waiting sleeps, so it needs native access; without it a wait looks again and again, at last
 * once a millisecond. A store that nobody tells of is noticed within 100 ms.
 */
public interface WaitableStruct {
  /**
   * Exactly the bytes of the struct: those that it had in the creator's version of the schema, so
   * fewer than the caller's type has if the creator is older, and possibly more if it is newer.
   */
  MemorySegment memory();

  /**
   * Has all who wait look again. Call it after a store to an atomic field; it costs a fence and a
   * look at a word while nobody waits.
   *
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  void changed();

  /**
   * Waits until a condition is met. Several threads may wait at a time. Nothing is allocated if it
   * is met at once.
   *
   * @param condition reads atomic fields of the struct; is called often, by the calling thread
   * @param timeout how long to wait, zero or more; zero looks once
   * @return whether the condition was met in time
   * @throws IllegalArgumentException if the timeout is negative
   * @throws WaitInterruptedException if the thread is interrupted, noticed within 100 ms; its flag
   *     stays set
   * @throws IllegalStateException if the region is closed, also meanwhile
   * @throws RegionTruncatedException if the region's file was cut short
   */
  boolean await(BooleanSupplier condition, Duration timeout);
}
