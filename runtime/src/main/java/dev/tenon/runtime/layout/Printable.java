// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.layout;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.nio.charset.StandardCharsets;

/**
 * Texts that another program wrote, made fit for a message. Control characters become question
 * marks, and so does each byte that is not part of a character. What goes beyond {@code
 * MAX_SHOWN_BYTES} is cut before a character, and marked.
 */
public final class Printable {
  private static final int ROOM = (int) TenonFormatConstants.MAX_SHOWN_BYTES;

  private Printable() {}

  /** Returns the part of a text in UTF-8 that may be shown. */
  public static String of(byte[] text) {
    byte[] shown = new byte[ROOM];
    int used = 0;
    int length;
    for (int i = 0; i < text.length; i += Math.max(1, length)) {
      length = characterSize(text, i);
      boolean hidden = length == 0 || isControl(text, i, length);
      int needed = hidden ? 1 : length;
      if (needed > ROOM - used) {
        return new String(shown, 0, used, StandardCharsets.UTF_8) + "...";
      }
      if (hidden) {
        shown[used] = '?';
      } else {
        System.arraycopy(text, i, shown, used, needed);
      }
      used += needed;
    }
    return new String(shown, 0, used, StandardCharsets.UTF_8);
  }

  /** Returns the part of a text that may be shown. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Bytes of the character that begins there; zero when none does. From "Well-Formed UTF-8 Byte
   * Sequences", table 3-7 of the Unicode standard.
   */
  private static int characterSize(byte[] text, int start) {
    int first = Byte.toUnsignedInt(text[start]);
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    int length =
        first < 0x80
            ? 1
            : first >= 0xC2 && first < 0xE0
                ? 2
                : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
    if (length > text.length - start) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      int next = Byte.toUnsignedInt(text[start + i]);
      if (next < (i == 1 ? least : 0x80) || next > (i == 1 ? most : 0xBF)) {
        return 0;
      }
    }
    return length;
  }

  /** U+0000 to U+001F, U+007F to U+009F. */
  private static boolean isControl(byte[] text, int start, int length) {
    int first = Byte.toUnsignedInt(text[start]);
    return length == 1
        ? first < ' ' || first == 0x7F
        : length == 2 && first == 0xC2 && Byte.toUnsignedInt(text[start + 1]) < 0xA0;
  }
}
