// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The elements of an array that C hands over, as a segment that ends with the call: a later access
 * throws instead of reaching memory that C has freed. For generated code. Accessible on the thread
 * of the call only.
 */
public final class BorrowedMemory {
  private Arena arena;

  /** Shows nothing yet. */
  public BorrowedMemory() {}

  /**
   * Shows an array until {@link #end}. A null pointer without elements is an empty segment.
   *
   * @param name of the parameter, for messages
   * @param count number of elements, unsigned
   * @param elementBytes size of an element in bytes
   * @throws IllegalArgumentException if there is no such array
   */
  public MemorySegment show(
      String name, long address, long count, long elementBytes, boolean readOnly) {
    Arguments.checkReceived(name, address, count, elementBytes);
    arena = Arena.ofConfined();
    MemorySegment memory = bounded(address, count * elementBytes, arena);
    return readOnly ? memory.asReadOnly() : memory;
  }

  /** Ends what was shown. */
  public void end() {
    if (arena != null) {
      arena.close();
      arena = null;
    }
  }

  @SuppressWarnings("restricted")
  private static MemorySegment bounded(long address, long bytes, Arena arena) {
    return MemorySegment.ofAddress(address).reinterpret(bytes, arena, null);
  }
}
