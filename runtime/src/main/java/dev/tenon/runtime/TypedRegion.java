// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;

/**
 * A region with the types of its schema. Each generated region class extends this one, nothing else
 * has to. Safe for all threads.
 */
public abstract class TypedRegion implements AutoCloseable {
  private final Region region;

  /** Wraps a region that is attached. */
  protected TypedRegion(Region region) {
    this.region = Objects.requireNonNull(region, "region");
  }

  /**
   * Removes the name of a region from shared memory, whatever type the region has. Processes that
   * are attached keep working with each other; nobody new finds them.
   *
   * @param name 1 to 200 of {@code A-Z a-z 0-9 . _ -}, not starting with a dot
   * @return true if there was such a name
   * @throws UnsafeRegionException if the file is not a regular file of the calling user
   * @throws RegionBusyException if the registration lock could not be had for five seconds
   * @throws RegionAccessException if the operating system refuses
   */
  public static boolean remove(String name) {
    return Region.remove(RegionAddress.sharedMemory(name));
  }

  /**
   * Gives access to the region without types.
   *
   * @return the same object in every call
   */
  public final Region region() {
    return region;
  }

  /**
   * Gives the own attachment a label, by which tools and messages name it. For one thread at a
   * time.
   *
   * @param label up to 40 bytes of UTF-8
   * @throws IllegalArgumentException if it is longer
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  public final void label(String label) {
    region.label(label);
  }

  /**
   * Leaves the region. Everything taken from it ends with it: later use throws {@link
   * IllegalStateException}, and threads that wait on its queues throw it, too. The name is removed
   * if nobody else is attached and the region is not persistent. A second call does nothing. Not to
   * be called by a handler of one of its queues.
   *
   * @throws IllegalStateException if the calling thread is in such a handler; nothing is done
   * @throws RegionBusyException if a native call of another thread holds the memory for five
   *     seconds (close again), or if the registration lock could not be had (the name may stay)
   * @throws RegionAccessException if the name could not be removed; all else is done
   * @throws RegionTruncatedException if the region's file was cut short; the memory is unmapped all
   *     the same, and the name stays if the region's header is gone
   */
  @Override
  public final void close() {
    region.close();
  }
}
