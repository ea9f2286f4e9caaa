// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import com.example.levelmeter.contract.LevelMeter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows levels as bars, in place when there is a terminal. */
final class Display {
  private static final int COLUMNS = 40;
  private static final double FLOOR_DB = -60;
  private static final int NAME_COLUMNS = 17;

  /**
   * A cell of a bar filled from the left by eighths; how many of these there are does not matter.
   */
  private static final String BLOCKS = "▏▎▍▌▋▊▉█";

  private static final String PLAIN = "=";

  private final PrintStream out;
  private final boolean terminal;
  private final String parts;
  private final LevelMeter library;
  private int shown;

  Display(PrintStream out, boolean terminal, LevelMeter library) {
    this.out = out;
    this.terminal = terminal;
    this.parts = out.charset().newEncoder().canEncode(BLOCKS) ? BLOCKS : PLAIN;
    this.library = library;
  }

  /** Period between updates. */
  Duration period() {
    return terminal ? Duration.ofMillis(50) : Duration.ofSeconds(1);
  }

  void show(List<Strip> strips) {
    if (terminal && shown > 0) {
      out.printf("\033[%dA", shown); // up again, to write over what is there
    }
    shown = strips.size();
    for (Strip strip : strips) {
      out.print(line(strip.name(), strip.reading().snapshot()));
      out.print(terminal ? "\033[K\n" : "\n");
    }
    if (!terminal) {
      out.println();
    }
    out.flush();
  }

  private String line(String name, Reading.Snapshot reading) {
    String ending = reading.ending().map(why -> "  ended: " + why).orElse("");
    double rms = library.decibels(reading.lastRms());
    double peak = library.decibels(reading.lastPeak());
    return String.format(
        Locale.ROOT,
        "%-" + NAME_COLUMNS + "s %s rms %s  peak %s dB%s",
        name,
        bar(rms),
        number(rms),
        number(peak),
        ending);
  }

  private static String number(double decibels) {
    return Double.isInfinite(decibels) ? "  -inf" : String.format(Locale.ROOT, "%6.1f", decibels);
  }

  String bar(double decibels) {
    double share = Math.clamp(1 - decibels / FLOOR_DB, 0.0, 1.0);
    int steps = parts.length();
    int filled = (int) Math.round(share * COLUMNS * steps);
    int part = filled % steps;
    String full = parts.substring(steps - 1).repeat(filled / steps);
    String last = part == 0 ? "" : parts.substring(part - 1, part);
    return full + last + ".".repeat(COLUMNS - full.length() - last.length());
  }

  /** Prints what came of it, one line for each meter and one for each complaint. */
  void report(List<Result> results) {
    out.printf(
        "%n%-" + NAME_COLUMNS + "s %8s %8s %8s %10s  %s%n",
        "meter",
        "blocks",
        "upcalls",
        "rms dB",
        "peak dB",
        "as expected");
    for (Result result : results) {
      Reading.Snapshot heard = result.heard();
      out.printf(
          Locale.ROOT,
          "%-" + NAME_COLUMNS + "s %8d %8d %8.2f %10.2f  %s%n",
          result.name(),
          heard.blocks(),
          heard.calls() + heard.clips(),
          library.decibels(heard.rms()),
          library.decibels(heard.peak()),
          result.isGood() ? "yes" : "NO: " + String.join("; ", result.complaints()));
    }
    out.flush();
  }
}
