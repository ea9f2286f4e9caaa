// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The time of every single operation of one contender.
 *
 * @param name the contender's
 * @param rounds a histogram of nanoseconds for each round, at least one
 */
public record Delays(String name, List<Histogram> rounds) {
  /** Three digits of a time are kept. */
  private static final int DIGITS = 3;

  /** Copies the list. */
  public Delays {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("no rounds of " + name);
    }
    rounds = List.copyOf(rounds);
  }

  /** A histogram of nanoseconds. */
  static Histogram histogram(long[] times) {
    Histogram histogram = new Histogram(DIGITS);
    for (long time : times) {
      histogram.recordValue(time);
    }
    return histogram;
  }

  /** A percentile of each round, in nanoseconds. */
  public Samples percentile(double percentile) {
    return new Samples(
        name,
        rounds.stream().map(round -> (double) round.getValueAtPercentile(percentile)).toList());
  }

  /** All rounds taken together, in nanoseconds. */
  public Histogram all() {
    Histogram all = new Histogram(DIGITS);
    rounds.forEach(all::add);
    return all;
  }
}
