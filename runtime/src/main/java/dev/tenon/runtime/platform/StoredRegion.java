// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;

/**
 * A region as the operating system keeps it, open. Whatever opens one runs in {@link RegionStore}'s
 * users' registration lock, one at a time in this process.
 */
public interface StoredRegion extends ByteSource, AutoCloseable {
  /** Tells one stored region from every other on this machine; compared by {@code equals}. */
  interface Identity {}

  /** Returns the identity of the region, whatever its names. */
  Identity identity();

  /** Maps the first {@code size} bytes, which it must have. */
  RegionMapping map(long size) throws IOException;

  /**
   * Gives a new region, which is complete, its name, and closes it; what is mapped stays.
   *
   * @return false if the name is taken, or somebody has removed the region
   */
  boolean publish() throws IOException;

  /**
   * Takes the registration lock without waiting; it is held until this object is closed. As long as
   * it is held, nobody gives the name to another region.
   *
   * @return false if somebody else holds it or the name has moved to another region
   */
  boolean tryLock() throws IOException;

  /** Gives back the lock, and a region that was not published. Its mappings stay. */
  @Override
  void close() throws IOException;
}
