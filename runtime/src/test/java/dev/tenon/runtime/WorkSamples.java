// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A region with work in it, and tasks that tell their number and whose every byte can be checked.
 */
public final class WorkSamples {
  /** Number of the task behind which a worker stops. */
  public static final long END = Long.MAX_VALUE;

  private WorkSamples() {}

  /** The work of that capacity alone. */
  public static RegionDescriptor shop(long capacity, long alignment, int workers) {
    return RegionDescriptor.builder("shop", 1, "Shop")
        .tool("tenon 0.1.0")
        .layoutHash("00".repeat(32))
        .layoutText("tenon-layout 1\nschema shop\nregion Shop\n")
        .work("jobs", capacity, alignment, workers)
        .build();
  }

  /** Writes a message of 8 or more bytes. */
  public static void fill(MemorySegment data, long offset, long number, long size) {
    data.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, number);
    for (long i = 0; i < size - Long.BYTES; i++) {
      data.set(ValueLayout.JAVA_BYTE, offset + Long.BYTES + i, (byte) (number * 31 + i));
    }
  }

  /** Number of a message; an {@link AssertionError} on a wrong byte. */
  public static long number(MemorySegment data, long offset, long size) {
    long number = data.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    for (long i = 0; i < size - Long.BYTES; i++) {
      byte expected = (byte) (number * 31 + i);
      if (data.get(ValueLayout.JAVA_BYTE, offset + Long.BYTES + i) != expected) {
        throw new AssertionError("byte " + i + " of task " + number + " is wrong");
      }
    }
    return number;
  }
}
