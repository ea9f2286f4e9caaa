// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import java.util.Locale;

/** Numbers as people read them: three digits or so, and a unit. */
final class Units {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private final String[] times;

  Units(Glyphs glyphs) {
    times = new String[] {"ns", glyphs.micro() + "s", "ms", "s"};
  }

  /** A share from 0 to 1. */
  String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /** A time in nanoseconds. */
  String duration(double nanos) {
    return scaled(nanos, 1000, times);
  }

  /** A number of bytes. */
  String bytes(double bytes) {
    return scaled(bytes, 1024, BINARY);
  }

  /** Bytes per second. */
  String byteRate(double bytesPerSecond) {
    return bytes(bytesPerSecond) + "/s";
  }

  /** Minutes and seconds, or hours and minutes. */
  String clock(double seconds) {
    long whole = (long) seconds;
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }

  private static String scaled(double number, int step, String[] units) {
    int unit = 0;
    // What would be printed as a whole step belongs to the next unit.
    while (unit < units.length - 1 && number >= step - 0.5) {
      number /= step;
      unit++;
    }
    boolean whole = unit == 0 || number >= 99.95;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", number, units[unit]);
  }
}
