// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Values of latest values that show when they are torn, as those of {@code latest_regions.c}: every
 * word follows from a mark, which is a writer and the number of the value.
 */
public final class MarkedValues {
  private static final int NUMBER_BITS = 40;

  /** Odd, so that no two words of a value are alike. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final int CONTRACT = 1;

  private final long size;
  private final MemorySegment value;

  /**
   * Makes memory for one value.
   *
   * @param size bytes, 8 or more
   */
  public MarkedValues(long size) {
    this.size = size;
    this.value = Arena.ofAuto().allocate((size + 7) / 8 * 8, 8);
  }

  /** Publishes a value; the number must be its own. */
  public void publish(LatestWriter writer, long writerNumber, long number) {
    long mark = writerNumber << NUMBER_BITS | number;
    for (long at = 0; at < value.byteSize(); at += Long.BYTES) {
      value.set(ValueLayout.JAVA_LONG, at, word(mark, at));
    }
    writer.publish(CONTRACT, value, size);
  }

  /** Memory that receives a value, and that {@link #writerOf} and {@link #check} look at. */
  public MemorySegment value() {
    return value;
  }

  /** Bytes of a value. */
  public long size() {
    return size;
  }

  /** Checks that the value which was read is whole, and the one that the reader says. */
  public void check(LatestReader reader) {
    long mark = value.get(ValueLayout.JAVA_LONG, 0);
    MemorySegment expected = Arena.ofAuto().allocate(value.byteSize(), 8);
    for (long at = 0; at < value.byteSize(); at += Long.BYTES) {
      expected.set(ValueLayout.JAVA_LONG, at, word(mark, at));
    }
    long torn = value.asSlice(0, size).mismatch(expected.asSlice(0, size));
    if (torn >= 0 || reader.number() != numberOf(mark) || reader.contractVersion() != CONTRACT) {
      throw new AssertionError(
          "value %d of writer %d was read as number %d of version %d, torn at byte %d"
              .formatted(
                  numberOf(mark), writerOf(), reader.number(), reader.contractVersion(), torn));
    }
  }

  /** The writer of the value that was read. */
  public long writerOf() {
    return value.get(ValueLayout.JAVA_LONG, 0) >>> NUMBER_BITS;
  }

  private static long numberOf(long mark) {
    return mark & (1L << NUMBER_BITS) - 1;
  }

  private static long word(long mark, long at) {
    return mark + at / Long.BYTES * STEP;
  }
}
