// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;

/** A region as the operating system keeps it, open. */
public interface StoredRegion extends ReadableRegion {
  /** Maps the first {@code size} bytes, which it must have. */
  RegionMapping map(long size) throws IOException;

  /**
   * Gives a new region, which is complete, its name, and closes it; what is mapped stays.
   *
   * @return false if the name is taken, or somebody has removed the region
   */
  boolean publish() throws IOException;

  /** Closes it, and removes one that was not published. Its mappings stay. */
  @Override
  void close() throws IOException;
}
