// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * A latest value: one writer, any number of readers, each in any process. Safe for all threads; the
 * writer and each reader are for one thread at a time.
 *
 * <p>A reader copies the newest value, never a torn one, and never keeps the writer waiting. Values
 * that are overwritten before a reader looks are never seen by it. A writer that is killed at any
 * moment leaves the value that it published last.
 */
public interface Latest {
  /**
   * Becomes the writer. The newest value of a former one stays.
   *
   * @throws RoleTakenException if a live process, this one included, is the writer
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  LatestWriter writer();

  /** Makes a reader without a deadline. */
  default LatestReader reader() {
    return reader(Duration.ZERO);
  }

  /**
   * Makes a reader.
   *
   * @param deadline longest time that should pass between two values; zero for none
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  LatestReader reader(Duration deadline);

  /**
   * Number of values ever published, and number of the newest; unsigned.
   *
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  long published();

  /** Returns the state of the writer. Asks the operating system; not for hot paths. */
  PeerState writerState();
}
