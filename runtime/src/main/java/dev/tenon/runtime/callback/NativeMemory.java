// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.call.NativeAccess;
import dev.tenon.runtime.call.Utf8;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory of C, reached by its address. For generated code, which knows what is there: nothing
 * checks an address. Safe for all threads.
 */
public final class NativeMemory {
  /** The whole address space: offsets are addresses. */
  public static final MemorySegment ALL = NativeAccess.call(NativeMemory::everything);

  /** The same, where writing throws. */
  public static final MemorySegment READ_ONLY = ALL.asReadOnly();

  /**
   * Offset of a view of {@link #ALL} or {@link #READ_ONLY} after its call: every access is out of
   * bounds. The view keeps its segment, since storing another one at the end of each call and this
   * one again at the next costs the collector's barriers.
   */
  public static final long NOWHERE = Long.MIN_VALUE;

  private NativeMemory() {}

  /**
   * A copy of a NUL-terminated UTF-8 text; null for a null pointer. What is not UTF-8 becomes
   * U+FFFD.
   */
  public static String text(long address) {
    return address == 0 ? null : READ_ONLY.getString(address);
  }

  /** The same, of what a downcall returned. */
  public static String text(MemorySegment pointer) {
    return text(pointer.address());
  }

  /**
   * The elements of an array of C; an empty segment for a null pointer.
   *
   * @param bytes size of all elements, 0 or more
   * @throws IllegalArgumentException if C passes null together with a count
   */
  public static MemorySegment array(String name, long address, long bytes, boolean readOnly) {
    if (address == 0 && bytes != 0) {
      throw new IllegalArgumentException(name + " is null, but its count is not zero");
    }
    return (readOnly ? READ_ONLY : ALL).asSlice(address, bytes);
  }

  /** A text that lives as long as the JVM, such as what C gets when a callback fails. */
  public static MemorySegment constant(String text) {
    long size = Utf8.size("text", text);
    MemorySegment memory = Arena.global().allocate(size + 1);
    Utf8.write(text, size, memory);
    return memory;
  }

  @SuppressWarnings("restricted")
  private static MemorySegment everything() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }
}
