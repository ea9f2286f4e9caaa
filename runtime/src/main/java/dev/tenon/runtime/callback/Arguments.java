// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.lang.foreign.MemorySegment;

/**
 * Checks of memory that crosses between Java and C as an argument: each refusal names the
 * parameter. For generated code. Safe for all threads.
 */
public final class Arguments {
  /**
   * Whether {@code char} of C is signed: on x86 and on all of macOS and Windows, as the ABIs of
   * each say; on other processors Linux has it unsigned.
   */
  private static final boolean PLAIN_CHAR_IS_SIGNED =
      System.getProperty("os.arch").equals("amd64")
          || System.getProperty("os.arch").equals("x86_64")
          || !System.getProperty("os.name").startsWith("Linux");

  private Arguments() {}

  /**
   * A {@code char} of C, extended to an {@code int} as C does it here: some compilers rely on the
   * caller for that.
   */
  public static int plainChar(byte value) {
    return PLAIN_CHAR_IS_SIGNED ? value : value & 0xFF;
  }

  /**
   * Memory that C reads: a null stands for a null pointer.
   *
   * @param name of the parameter, for messages
   * @throws IllegalArgumentException if it is in the heap
   */
  public static MemorySegment constant(String name, MemorySegment memory) {
    return constant(name, memory, 1);
  }

  /**
   * The same for elements of an alignment.
   *
   * @param alignment what the address is a multiple of, in bytes, a power of two
   * @throws IllegalArgumentException if it is in the heap or not aligned
   */
  public static MemorySegment constant(String name, MemorySegment memory, long alignment) {
    if (memory == null) {
      return MemorySegment.NULL;
    }
    if (!memory.isNative()) {
      throw new IllegalArgumentException(
          name + ": C has no access to memory in the heap, allocate it from an arena");
    }
    if ((memory.address() & (alignment - 1)) != 0) {
      throw new IllegalArgumentException(
          "%s: address 0x%x is not a multiple of %d".formatted(name, memory.address(), alignment));
    }
    return memory;
  }

  /**
   * Memory that C reads and writes.
   *
   * @throws IllegalArgumentException if it is in the heap or read-only
   */
  public static MemorySegment mutable(String name, MemorySegment memory) {
    return mutable(name, memory, 1);
  }

  /**
   * The same for elements of an alignment.
   *
   * @throws IllegalArgumentException if it is in the heap, read-only or not aligned
   */
  public static MemorySegment mutable(String name, MemorySegment memory, long alignment) {
    if (memory != null && memory.isReadOnly()) {
      throw new IllegalArgumentException(name + ": C would write to memory that is read-only");
    }
    return constant(name, memory, alignment);
  }

  /**
   * Number of elements of an array that goes to C; a null has none.
   *
   * @param elementBytes size of an element in bytes
   * @param most what the count of C can hold
   * @throws IllegalArgumentException if there are more, or the last one is cut
   */
  public static long elements(String name, MemorySegment array, long elementBytes, long most) {
    long bytes = array == null ? 0 : array.byteSize();
    if (bytes % elementBytes != 0) {
      throw new IllegalArgumentException(
          "%s: %d bytes are no whole number of elements of %d bytes"
              .formatted(name, bytes, elementBytes));
    }
    if (bytes / elementBytes > most) {
      throw new IllegalArgumentException(
          "%s: %d elements, C counts to %d".formatted(name, bytes / elementBytes, most));
    }
    return bytes / elementBytes;
  }

  /**
   * Checks an array that shares its count with another.
   *
   * @param other name of the other parameter
   * @param count elements of the other
   * @throws IllegalArgumentException if this one is not as long
   */
  public static void sameElements(
      String name, MemorySegment array, long elementBytes, String other, long count) {
    long elements = elements(name, array, elementBytes, Long.MAX_VALUE);
    if (elements != count) {
      throw new IllegalArgumentException(
          "%s: %d elements, but %s has %d".formatted(name, elements, other, count));
    }
  }

  /**
   * Checks the count of an array that C handed over.
   *
   * @throws IllegalArgumentException if the pointer is null and the count not zero, or the array
   *     would not fit into memory
   */
  public static void checkReceived(String name, long address, long count, long elementBytes) {
    if (address == 0 && count != 0) {
      throw new IllegalArgumentException(
          "%s: C passed null for %s elements".formatted(name, Long.toUnsignedString(count)));
    }
    if (count < 0 || count > (Long.MAX_VALUE - address) / elementBytes) {
      throw new IllegalArgumentException(
          "%s: C passed %s elements, more than fit into memory"
              .formatted(name, Long.toUnsignedString(count)));
    }
  }

  /**
   * Checks a pointer that C handed over.
   *
   * @return the same address
   * @throws IllegalArgumentException if it is null
   */
  public static long received(String name, long address) {
    if (address == 0) {
      throw new IllegalArgumentException(name + ": C passed null, which is not optional");
    }
    return address;
  }

  /**
   * The address of an object that goes back to C; 0 for null.
   *
   * @throws IllegalStateException if the handle is closed
   */
  public static long address(NativeHandle handle) {
    if (handle == null) {
      return 0;
    }
    if (!handle.isOpen()) {
      throw new IllegalStateException(handle + " is closed");
    }
    return handle.address().address();
  }
}
