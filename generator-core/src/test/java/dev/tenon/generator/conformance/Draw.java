// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws what a schema is made of; the same seed draws the same. */
final class Draw {

  /** As YAML, with what ends, opens or means something in comments, templates and patterns. */
  private static final List<String> DOCS =
      List.of(
          "Plain",
          "'Ends */ here, /* goes on'",
          "'{@code } and <b>&amp;</b> @param x'",
          "'*/ $L %s ${x} <#if> ??/'",
          "'C:\\u000a, ends in \\'",
          "\"First line,\\nsecond.\"",
          "\"\\u2028 \u00fcnic\u00f6de \u2192 \\U0001F600\"");

  private final RandomGenerator random;

  Draw(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** A number from 0 on, below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number of a range whose end is not included. */
  int between(int from, int to) {
    return random.nextInt(from, to);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The same in another order. */
  <T> List<T> shuffled(List<T> choices) {
    List<T> shuffled = new ArrayList<>(choices);
    Collections.shuffle(shuffled, new Random(random.nextLong()));
    return shuffled;
  }

  /** So many items, drawn one after the other. */
  static List<String> repeat(int count, IntFunction<String> item) {
    return IntStream.range(0, count)
        .mapToObj(item)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The smallest, the largest or any number that an integer type has. */
  BigInteger number(ScalarType type) {
    return switch (random.nextInt(3)) {
      case 0 -> type.min();
      case 1 -> type.max();
      default ->
          type.min()
              .add(
                  new BigInteger(64, new Random(random.nextLong()))
                      .mod(type.max().subtract(type.min()).add(BigInteger.ONE)));
    };
  }

  /** Documentation, advice against it, or both, of anything. */
  String said() {
    return doc() + (random.nextInt(12) == 0 ? ", deprecated: " + pick(DOCS) : "");
  }

  /** Documentation, of what can have nothing else. */
  String doc() {
    return random.nextInt(6) == 0 ? ", doc: " + pick(DOCS) : "";
  }

  /** A unit, for a field. */
  String unit() {
    // A unit has one line.
    return random.nextInt(10) == 0
        ? ", unit: " + pick(DOCS.stream().filter(doc -> !doc.contains("\\n")).toList())
        : "";
  }
}
