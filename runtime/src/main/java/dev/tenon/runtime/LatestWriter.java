// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;

/** The writer of a latest value. For one thread at a time. Publishing allocates nothing. */
public interface LatestWriter extends AutoCloseable {
  /**
   * Publishes a value and wakes the readers that wait. Never waits.
   *
   * @param contractVersion version of the schema whose fields the value has
   * @param value its bytes, from the start; aligned to 8 bytes, with room up to a multiple of 8
   * @param size bytes; what the region has no room for, because its schema is an older one, is left
   *     out
   * @throws IllegalStateException if this writer or the region is closed
   */
  void publish(int contractVersion, MemorySegment value, long size);

  /** Gives the role up; the newest value stays. A second call does nothing. */
  @Override
  void close();
}
