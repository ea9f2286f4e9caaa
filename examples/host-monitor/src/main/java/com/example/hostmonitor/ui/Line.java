// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

/**
 * One line of the screen, never wider than the screen: what does not fit is cut. Styles take no
 * room.
 */
final class Line {
  private final StringBuilder text = new StringBuilder();
  private final int width;
  private final boolean colored;
  private int used;

  Line(int width, boolean colored) {
    this.width = width;
    this.colored = colored;
  }

  Line add(String more) {
    return add(Style.PLAIN, more);
  }

  Line add(Style style, String more) {
    String shown = more.length() <= rest() ? more : more.substring(0, rest());
    text.append(colored ? style.of(shown) : shown);
    used += shown.length();
    return this;
  }

  /** Adds text that takes this many columns, blanks behind it. */
  Line left(int columns, Style style, String more) {
    return add(style, more).add(" ".repeat(Math.max(0, columns - more.length())));
  }

  /** Adds text that takes this many columns, blanks before it. */
  Line right(int columns, Style style, String more) {
    return add(" ".repeat(Math.max(0, columns - more.length()))).add(style, more);
  }

  /** Adds blanks up to this column, counted from zero. */
  Line to(int column) {
    return add(" ".repeat(Math.max(0, column - used)));
  }

  /** Columns that are left. */
  int rest() {
    return width - used;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
