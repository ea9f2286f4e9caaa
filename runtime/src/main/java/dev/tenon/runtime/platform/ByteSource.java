// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Bytes that may be read by offset, before anything is mapped. */
public interface ByteSource {
  /** Bytes that there are now. */
  long size() throws IOException;

  /**
   * Copies bytes into private memory.
   *
   * @param arena holds the copy, which is aligned like a region's header
   * @throws dev.tenon.runtime.CorruptRegionException if there are fewer
   */
  MemorySegment read(long offset, long size, Arena arena) throws IOException;
}
