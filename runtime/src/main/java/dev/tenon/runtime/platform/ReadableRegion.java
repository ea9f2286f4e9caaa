// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A region as the operating system keeps it, open to be looked at. */
public interface ReadableRegion extends ByteSource, AutoCloseable {
  /**
   * Maps bytes so that they can be read as others write them, and not be written.
   *
   * @param offset a multiple of eight, and so is the address of the result
   * @param arena unmaps them
   * @throws dev.tenon.runtime.CorruptRegionException if there are fewer
   */
  MemorySegment mapReadOnly(long offset, long size, Arena arena) throws IOException;

  /** Closes it. Its mappings stay. */
  @Override
  void close() throws IOException;
}
