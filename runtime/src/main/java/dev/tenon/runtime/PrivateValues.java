// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.memory.Alignment;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Private memory for values that are copied to and from shared memory as words. */
final class PrivateValues {
  private PrivateValues() {}

  /** Bytes from one value to the next. */
  static long stride(long bytes, long alignment) {
    return Alignment.up(bytes, Math.max(alignment, Long.BYTES));
  }

  /** Allocates room for some values, zero. */
  static MemorySegment allocate(Arena arena, int count, long bytes, long alignment) {
    return arena.allocate(count * stride(bytes, alignment), Math.max(alignment, Long.BYTES));
  }
}
