// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Room of C for a text: UTF-8, ended by NUL. */
record MessageBuffer(long address, long bytes) {
  /** Writes a text, cut between characters where it does not fit. */
  void write(String text) {
    if (address == 0 || bytes <= 0) {
      return;
    }
    byte[] utf8 = text.replace('\0', '?').getBytes(StandardCharsets.UTF_8);
    int length = (int) Math.min(utf8.length, bytes - 1);
    if (length < utf8.length) {
      // Not before a continuation byte, 10xxxxxx.
      while (length > 0 && (utf8[length] & 0xC0) == 0x80) {
        length--;
      }
    }
    MemorySegment.copy(utf8, 0, NativeMemory.ALL, JAVA_BYTE, address, length);
    NativeMemory.ALL.set(JAVA_BYTE, address + length, (byte) 0);
  }

  /** Describes an exception and its causes; by class alone where one has no usable text. */
  static String describe(Throwable exception) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (Throwable e = exception; e != null && depth < 8; e = e.getCause(), depth++) {
      text.append(depth == 0 ? "" : "\ncaused by ").append(one(e));
    }
    return text.toString();
  }

  private static String one(Throwable exception) {
    try {
      return exception.toString();
    } catch (Throwable unprintable) {
      return exception.getClass().getName();
    }
  }
}
