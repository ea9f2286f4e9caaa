// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * Work: one producer, several workers, each message (a task) is taken by exactly one worker.
 * Workers may be in any process, several in one, and may come and go at any time. Safe for all
 * threads; the producer and each worker are for one thread at a time.
 *
 * <p>A task whose worker dies, leaves, or whose handler throws comes to another one, or to the same
 * one again; the third time it is set aside, and no worker gets it any more. So a task is handed
 * over at least once, and never to two workers at a time.
 */
public interface Work {
  /**
   * Becomes the producer. Tasks published by a former one stay; what it had claimed and not
   * published is gone.
   *
   * @throws RoleTakenException if a live process, this one included, is the producer
   * @throws CorruptRegionException if what former ones have left is impossible
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  WorkProducer producer();

  /**
   * Becomes a worker, one more of this process or the first.
   *
   * @throws RoleTakenException if {@link #workers()} live workers are there
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  Worker worker();

  /** Capacity of the ring in bytes. A message takes its size, rounded up to its alignment. */
  long capacity();

  /**
   * Tasks that can be there at a time, finished or not, whatever their size: one for each 64 bytes
   * of the capacity, 4 to 65536.
   */
  int tasks();

  /** Workers that can be there at a time. */
  int workers();

  /**
   * Reads the numbers.
   *
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  WorkStatistics statistics();

  /** Returns the state of the producer. Asks the operating system; not for hot paths. */
  PeerState producerState();
}
