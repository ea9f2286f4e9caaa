// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.call;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Texts as C has them: UTF-8, ended by NUL. Makes no garbage. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Bytes of a text without its NUL.
   *
   * @throws IllegalArgumentException if C could not have the same text; names the parameter
   */
  public static long size(String name, String text) {
    long size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException(
            name + " has a NUL at index " + i + ": C would take it for the end");
      } else if (c < 0x80) {
        size++;
      } else if (c < 0x800) {
        size += 2;
      } else if (!Character.isSurrogate(c)) {
        size += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        size += 4;
        i++;
      } else {
        throw new IllegalArgumentException(
            name + " has half of a surrogate pair at index " + i + ": UTF-8 has no such thing");
      }
    }
    return size;
  }

  /**
   * Writes a text and its NUL to the start of memory that is large enough.
   *
   * @param size what {@link #size} said
   */
  public static void write(String text, long size, MemorySegment memory) {
    if (size == text.length()) {
      // ASCII, which is copied as it is.
      memory.setString(0, text);
    } else {
      encode(text, memory);
      memory.set(JAVA_BYTE, size, (byte) 0);
    }
  }

  /**
   * Writes a text and its NUL in one go if it is all ASCII, as most are, and has no NUL. False, and
   * some bytes written, when {@link #size} has to look at it.
   */
  public static boolean writeAscii(String text, MemorySegment memory, long offset) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0 || c >= 0x80) {
        return false;
      }
      memory.set(JAVA_BYTE, offset + i, (byte) c);
    }
    memory.set(JAVA_BYTE, offset + length, (byte) 0);
    return true;
  }

  private static void encode(String text, MemorySegment memory) {
    long to = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        memory.set(JAVA_BYTE, to++, (byte) c);
      } else if (c < 0x800) {
        memory.set(JAVA_BYTE, to++, (byte) (0xC0 | c >> 6));
        memory.set(JAVA_BYTE, to++, continuation(c));
      } else if (!Character.isSurrogate(c)) {
        memory.set(JAVA_BYTE, to++, (byte) (0xE0 | c >> 12));
        memory.set(JAVA_BYTE, to++, continuation(c >> 6));
        memory.set(JAVA_BYTE, to++, continuation(c));
      } else {
        int point = Character.toCodePoint(c, text.charAt(++i));
        memory.set(JAVA_BYTE, to++, (byte) (0xF0 | point >> 18));
        memory.set(JAVA_BYTE, to++, continuation(point >> 12));
        memory.set(JAVA_BYTE, to++, continuation(point >> 6));
        memory.set(JAVA_BYTE, to++, continuation(point));
      }
    }
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | bits & 0x3F);
  }
}
