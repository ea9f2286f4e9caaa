// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

/**
 * Size of a terminal in characters.
 *
 * @param lines at least 1
 * @param columns at least 1
 */
record TerminalSize(int lines, int columns) {
  static final TerminalSize USUAL = new TerminalSize(24, 80);

  /** Reads what {@code stty size} prints; the usual size when that is not one. */
  static TerminalSize parse(String text) {
    String[] words = text.strip().split(" ");
    try {
      int lines = Integer.parseInt(words[0]);
      int columns = Integer.parseInt(words[words.length - 1]);
      // Some terminals, those of an editor for instance, say that they have no size.
      return lines > 0 && columns > 0 ? new TerminalSize(lines, columns) : USUAL;
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }
}
