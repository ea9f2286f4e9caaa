// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measurements of one contender, one value per round.
 *
 * @param name the contender's
 * @param values in the order of the rounds, at least one
 * @param missedParts part of the operations of each round that did not reach the other side, in the
 *     same order; empty when nobody looked
 * @param allocated bytes that an operation allocated on the Java heap in the worst round; NaN when
 *     nobody looked
 */
public record Samples(
    String name, List<Double> values, List<Double> missedParts, double allocated) {
  /** Copies the values. */
  public Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no samples of " + name);
    }
    values = List.copyOf(values);
    missedParts = List.copyOf(missedParts);
  }

  /** Values without a look at anything else. */
  public Samples(String name, List<Double> values) {
    this(name, values, List.of(), Double.NaN);
  }

  /** The middle value. */
  public double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest value. */
  public double min() {
    return Collections.min(values);
  }

  /** The largest value. */
  public double max() {
    return Collections.max(values);
  }

  /** Part of the operations that did not reach the other side, 0 to 1; only if somebody looked. */
  public Samples missed() {
    return new Samples(name + ", missed", missedParts);
  }

  /** Each value divided by a number, in another unit. */
  public Samples dividedBy(double number) {
    List<Double> quotients = values.stream().map(value -> value / number).toList();
    return new Samples(name, quotients, missedParts, allocated);
  }

  /** This value of each round divided by the other one's of the same round. */
  public Samples dividedBy(Samples other) {
    if (values.size() != other.values.size()) {
      throw new IllegalArgumentException(name + " and " + other.name + " had different rounds");
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return new Samples(name + " / " + other.name, ratios);
  }
}
