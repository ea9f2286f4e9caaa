// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.OptionalInt;

/**
 * The one place that decides about characters of an author's text: which of them a schema may have
 * where people read it, and which are shown as they are.
 *
 * <p>A text reaches comments of C and Java, pages and terminals. What would change them, or would
 * look different from what it is, is refused: controls but tab and line end, line ends that editors
 * and compilers count differently, controls of writing direction (Unicode 17, UAX #9, for which gcc
 * and clang warn in comments, too), halves of surrogate pairs, byte order marks and noncharacters.
 * Text values may have all but halves and NUL, because they are written with escapes.
 */
public final class TextCharacters {

  private TextCharacters() {}

  /** Returns the first character of a text that a schema must not have where people read it. */
  public static OptionalInt firstForbidden(String text) {
    return text.codePoints().filter(TextCharacters::isForbidden).findFirst();
  }

  /** Returns the first half of a surrogate pair without its other half: no character at all. */
  public static OptionalInt firstHalf(String text) {
    return text.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE).findFirst();
  }

  /** Whether a character would change a comment, a page or a terminal that it is printed to. */
  public static boolean isForbidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      default -> isDirectionControl(c) || c == 0xFEFF || isNoncharacter(c);
    };
  }

  /** Whether a character can be seen, so that a literal may have it without an escape. */
  public static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Returns the name of a code point: {@code U+202E}. */
  public static String name(int c) {
    return "U+%04X".formatted(c);
  }

  /** Returns a line for a terminal: what is forbidden is shown as the replacement character. */
  static String printable(String line) {
    StringBuilder text = new StringBuilder();
    line.codePoints()
        .forEach(c -> text.appendCodePoint(c == '\n' || isForbidden(c) ? '\uFFFD' : c));
    return text.toString();
  }

  private static boolean isDirectionControl(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isNoncharacter(int c) {
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  }
}
