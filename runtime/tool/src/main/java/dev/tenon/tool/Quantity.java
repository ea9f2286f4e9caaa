// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import java.math.BigInteger;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
final class Quantity {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int STEP = 1024;

  private Quantity() {}

  /** An unsigned number: {@code 1,204,331}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", unsigned(number));
  }

  /** An unsigned number of things: {@code 1 message}, {@code 12 messages}. */
  static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** A size in the largest unit of which there is at least one: {@code 512 B}, {@code 1.1 MiB}. */
  static String size(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= STEP) {
      size /= STEP;
      unit++;
    }
    String digits = String.format(Locale.ROOT, size < 100 ? "%.1f" : "%.0f", size);
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
        + " "
        + UNITS[unit];
  }

  /** A part of a whole: {@code 7.0 %}. */
  static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * part);
  }

  static BigInteger unsigned(long number) {
    return new BigInteger(Long.toUnsignedString(number));
  }
}
