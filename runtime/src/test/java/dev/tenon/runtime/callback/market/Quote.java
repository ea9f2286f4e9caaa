// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** A flyweight like those that are generated. */
public final class Quote {
  private MemorySegment segment = MemorySegment.NULL;
  private long base;

  Quote aim(MemorySegment segment, long offset) {
    if (this.segment != segment) {
      this.segment = segment;
    }
    base = offset;
    return this;
  }

  public double bid() {
    return segment.get(JAVA_DOUBLE, base);
  }

  public long sequence() {
    return segment.get(JAVA_LONG, base + 16);
  }

  public long size() {
    return Integer.toUnsignedLong(segment.get(JAVA_INT, base + 24));
  }

  public Quote size(long value) {
    segment.set(JAVA_INT, base + 24, (int) value);
    return this;
  }
}
