// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The writer of a latest value, for one thread at a time. Each generated writer extends this one
 * and gives its value; nothing else has to. The value lies in private memory: fill it, then
 * publish. It keeps what it was set to last. Publishing allocates nothing.
 */
public abstract class TypedLatestWriter implements AutoCloseable {
  private final LatestWriter writer;
  private final int contractVersion;
  private final long bytes;
  private final MemorySegment memory;

  /**
   * Wraps a writer.
   *
   * @param contractVersion version of the schema
   * @param bytes size of a value
   * @param alignment alignment of a value in bytes
   */
  protected TypedLatestWriter(
      LatestWriter writer, int contractVersion, long bytes, long alignment) {
    this.writer = writer;
    this.contractVersion = contractVersion;
    this.bytes = bytes;
    this.memory = PrivateValues.allocate(Arena.ofAuto(), 1, bytes, alignment);
  }

  /** The private memory, which the value begins. */
  protected final MemorySegment memory() {
    return memory;
  }

  /**
   * Publishes the value as it is now and wakes the readers that wait. Never waits.
   *
   * @throws IllegalStateException if this writer or the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  public final void publish() {
    writer.publish(contractVersion, memory, bytes);
  }

  /** Gives the role up; the newest value stays. A second call does nothing. */
  @Override
  public final void close() {
    writer.close();
  }
}
