// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * A reader of a latest value, for one thread at a time. Each generated reader extends this one and
 * gives its value; nothing else has to. The value lies in private memory, a copy that changes only
 * when a method here has returned true. Reading allocates nothing.
 */
public abstract class TypedLatestReader {
  private static final int VALUES = 2;

  private final LatestReader reader;
  private final int contractVersion;
  private final long bytes;
  private final long stride;

  /** Two values: a copy that fails does not harm the one read last. */
  private final MemorySegment memory;

  /** Start of the value that is read next. */
  private long next;

  /**
   * Wraps a reader.
   *
   * @param contractVersion version of the schema
   * @param bytes size of a value
   * @param alignment alignment of a value in bytes
   */
  protected TypedLatestReader(
      LatestReader reader, int contractVersion, long bytes, long alignment) {
    this.reader = reader;
    this.contractVersion = contractVersion;
    this.bytes = bytes;
    this.stride = PrivateValues.stride(bytes, alignment);
    this.memory = PrivateValues.allocate(Arena.ofAuto(), VALUES, bytes, alignment);
  }

  /**
   * Has the value of the subclass show what was read.
   *
   * @param version of the schema whose fields it has, at most the own one
   */
  protected abstract void show(MemorySegment memory, long offset, int version);

  private boolean show(boolean found) {
    if (found) {
      show(memory, next, Math.min(contractVersion, reader.contractVersion()));
      next = stride - next;
    }
    return found;
  }

  /**
   * Reads the newest value, also if it was read before. Never waits.
   *
   * @return whether the value is now the newest one; false if none was published yet, or if the
   *     writer was faster in each of 8 attempts
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  public final boolean read() {
    return show(reader.read(memory, next, bytes));
  }

  /**
   * Reads the newest value if this reader has not read it. Never waits. Throws what {@link #read}
   * throws.
   *
   * @return whether there was one; false also if the writer was faster in each of 8 attempts
   */
  public final boolean poll() {
    return show(reader.poll(memory, next, bytes));
  }

  /**
   * Waits for a value that this reader has not read, and reads it. A wait ends when the deadline of
   * the schema has passed since the last value, too; then {@link #missedDeadlines} has grown, and
   * the next deadline counts. Throws what {@link #read} throws, too.
   *
   * @param timeout time to wait, zero or more
   * @return whether a value was read
   * @throws PeerLeftException if there is no newer value and the writer has gone; once for each
   *     writer
   * @throws WaitInterruptedException if there is none and the thread is interrupted, noticed within
   *     100 ms; its flag stays set
   */
  public final boolean take(Duration timeout) {
    return show(reader.take(memory, next, bytes, timeout));
  }

  /** Number of the value read last: the first ever published is 1; 0 before any. Unsigned. */
  public final long number() {
    return reader.number();
  }

  /**
   * Time since this reader read its last value or, before any, since it asked or waited first.
   * Without a deadline the time of a value is taken when this method or a wait comes next.
   */
  public final Duration silence() {
    return reader.silence();
  }

  /** Deadlines that passed in waits of this reader without a newer value. */
  public final long missedDeadlines() {
    return reader.missedDeadlines();
  }
}
