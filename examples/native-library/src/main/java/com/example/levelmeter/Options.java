// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * Options of the command line.
 *
 * @param library the C library
 * @param duration how long to measure
 * @param brokenAfter seconds after which the source in Java throws; infinite: never
 */
record Options(Path library, Duration duration, double brokenAfter) {
  static final String USAGE =
      """
      usage: run [--seconds N] [--break-after N]

        --seconds N      measure so long (5)
        --break-after N  let the source in Java throw an exception after so many seconds\
      """;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options parse(List<String> arguments) {
    Path library = Path.of("target", "native", System.mapLibraryName("levelmeter"));
    double seconds = 5;
    double brokenAfter = Double.POSITIVE_INFINITY;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!rest.hasNext()) {
        throw new IllegalArgumentException("unknown option, or one without a value: " + option);
      }
      String value = rest.next();
      switch (option) {
        case "--library" -> library = Path.of(value);
        case "--seconds" -> seconds = seconds(option, value);
        case "--break-after" -> brokenAfter = seconds(option, value);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    return new Options(library, Duration.ofMillis(Math.round(seconds * 1000)), brokenAfter);
  }

  private static double seconds(String option, String text) {
    try {
      double number = Double.parseDouble(text);
      if (number >= 0.1 && number <= 1e6) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "%s takes seconds, from 0.1 to 1e6, not '%s'".formatted(option, text));
  }
}
