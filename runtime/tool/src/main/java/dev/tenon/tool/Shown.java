// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

/** Makes lines fit for a terminal, whatever other programs wrote into them. */
final class Shown {
  private Shown() {}

  /**
   * Returns the lines with a question mark for each character that a terminal would not show as
   * itself: controls but the line end, controls of writing direction, halves of surrogate pairs.
   */
  static String of(String lines) {
    StringBuilder shown = new StringBuilder(lines.length());
    lines
        .codePoints()
        .map(c -> c == '\n' || isVisible(c) ? c : '?')
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
