// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import com.example.hostmonitor.contract.HostMonitorConstants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Options of the command line.
 *
 * @param agent the agent's executable
 * @param region name of the shared memory
 * @param rate ticks per second to begin with
 * @param limit how long to run; absent: until the user ends it
 */
record Options(Path agent, String region, int rate, Optional<Duration> limit) {
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  static final String USAGE =
      """
      usage: run [--seconds N] [--rate HZ] [--region NAME]

        --seconds N    run that long without interaction, then print a summary
        --rate HZ      ticks per second to begin with, 1 to %d (100)
        --region NAME  name of the shared memory, when several monitors are to run

      keys: + - rate, c m n s sensors, q quit\
      """
          .formatted(HostMonitorConstants.MAX_RATE);

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options parse(List<String> arguments) {
    Path agent = Path.of("target", "agent", "host-agent");
    String region = "host-monitor." + System.getProperty("user.name").replaceAll("\\W", "_");
    int rate = 100;
    Optional<Duration> limit = Optional.empty();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--agent" -> agent = Path.of(value(option, rest));
        case "--region" -> region = value(option, rest);
        case "--rate" ->
            rate = (int) number(option, value(option, rest), 1, HostMonitorConstants.MAX_RATE);
        case "--seconds" ->
            limit = Optional.of(seconds(number(option, value(option, rest), 0.1, 1e6)));
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    return new Options(agent, region, rate, limit);
  }

  /** Duration of the run; practically unlimited when there is no limit. */
  Duration duration() {
    return limit.orElse(FOR_EVER);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static double number(String option, String text, double least, double most) {
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "%s takes a number from %s to %s, not '%s'".formatted(option, least, most, text));
  }
}
