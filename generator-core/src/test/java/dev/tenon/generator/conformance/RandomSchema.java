// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The text of a schema that depends on a seed only, with everything that bears on layout. */
final class RandomSchema {

  /** Words that are ordinary, or reserved in one language or the other. */
  private static final List<String> WORDS =
      List.of(
          "price",
          "level",
          "count2",
          "flag",
          "int",
          "class",
          "default",
          "register",
          "template",
          "new",
          "final",
          "errno",
          "linux",
          "value",
          "segment",
          "base",
          "offset",
          "wait",
          "Mixed",
          "HTTPPort",
          "x",
          "union",
          "index",
          "length",
          "array",
          "e",
          "i",
          "to_string");

  private static final int MAX_ALIGNMENT = 4096;

  private final RandomGenerator random;
  private final List<String> enums = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private final List<String> structs = new ArrayList<>();

  /** Alignment of every type that a field can have so far. */
  private final Map<String, Integer> alignments = new HashMap<>();

  private final String name;

  private RandomSchema(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    name = "random_" + Long.toUnsignedString(seed, 36);
    Stream.of(ScalarType.values()).forEach(t -> alignments.put(t.spelling(), t.bytes()));
  }

  static String name(long seed) {
    return new RandomSchema(seed).name;
  }

  static String text(long seed) {
    return new RandomSchema(seed).text();
  }

  private String text() {
    List<String> enumTexts = repeat(1 + random.nextInt(4), this::enumType);
    List<String> flagTexts = repeat(1 + random.nextInt(3), this::flagsType);
    List<String> structTexts = repeat(1 + random.nextInt(7), this::struct);
    // A struct may stand before those that it is made of.
    Collections.shuffle(structTexts, new Random(random.nextLong()));
    return """
    tenon: 1
    schema: %s
    version: 1
    java: {package: conformance.%s}
    c: {prefix: %s}
    constants:
      SIZE: {type: u16, value: %d}
    enums:
    %sflags:
    %sstructs:
    %s\
    """
        .formatted(
            name,
            name,
            name,
            1 + random.nextInt(5),
            String.join("", enumTexts),
            String.join("", flagTexts),
            String.join("", structTexts));
  }

  private static List<String> repeat(int count, IntFunction<String> item) {
    return IntStream.range(0, count)
        .mapToObj(item)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private String enumType(int index) {
    ScalarType storage = pick(integers().toList());
    Set<BigInteger> numbers = new LinkedHashSet<>();
    int count = 1 + random.nextInt(5);
    while (numbers.size() < count) {
      numbers.add(number(storage));
    }
    List<String> values = new ArrayList<>();
    for (BigInteger value : numbers) {
      values.add("V%d: %d".formatted(values.size(), value));
    }
    enums.add("E" + index);
    alignments.put("E" + index, storage.bytes());
    return "  E%d: {type: %s, values: {%s}}\n"
        .formatted(index, storage.spelling(), String.join(", ", values));
  }

  private String flagsType(int index) {
    ScalarType storage =
        pick(integers().filter(t -> t.kind() == ScalarType.Kind.UNSIGNED).toList());
    String bits =
        IntStream.range(0, storage.bytes() * 8)
            .filter(bit -> random.nextInt(4) == 0 || bit == 0)
            .mapToObj(bit -> "B%d: %d".formatted(bit, bit))
            .collect(Collectors.joining(", "));
    flags.add("F" + index);
    alignments.put("F" + index, storage.bytes());
    return "  F%d: {type: %s, bits: {%s}}\n".formatted(index, storage.spelling(), bits);
  }

  private String struct(int index) {
    StringBuilder text = new StringBuilder("  S%d:\n".formatted(index));
    if (random.nextBoolean()) {
      text.append("    id: %d\n".formatted(index + 1));
    }
    StringBuilder fields = new StringBuilder();
    List<String> words = new ArrayList<>(WORDS);
    int alignment = 1;
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      String word = words.remove(random.nextInt(words.size()));
      String type = fieldType();
      int own = alignments.getOrDefault(type, 1);
      fields.append("      %s: {%s".formatted(word, field(type)));
      if (own < MAX_ALIGNMENT / 8 && random.nextInt(8) == 0) {
        own <<= 1 + random.nextInt(3);
        fields.append(", align: ").append(own);
      }
      fields.append("}\n");
      alignment = Math.max(alignment, own);
    }
    if (alignment < MAX_ALIGNMENT / 8 && random.nextInt(4) == 0) {
      alignment <<= 1 + random.nextInt(3);
      text.append("    align: %d\n".formatted(alignment));
    }
    structs.add("S" + index);
    alignments.put("S" + index, alignment);
    return text.append("    fields:\n").append(fields).toString();
  }

  private String fieldType() {
    List<String> types = new ArrayList<>(alignments.keySet());
    types.addAll(structs);
    types.add("text");
    return pick(types.stream().sorted().toList());
  }

  private String field(String type) {
    int shape = random.nextInt(4);
    if (type.equals("text")) {
      return shape == 0
          ? "type: 'char%s[%d]'".formatted(dimensions(1), 1 + random.nextInt(9))
          : "type: 'char[%d]', terminated: %s"
              .formatted(1 + random.nextInt(20), random.nextBoolean());
    }
    Optional<ScalarType> scalar = ScalarType.of(type);
    if (shape == 0 && scalar.filter(t -> t != ScalarType.CHAR).isPresent() == scalar.isPresent()) {
      return "type: '%s%s'".formatted(type, dimensions(2));
    } else if (shape == 1
        && scalar.filter(t -> t.isInteger() || t == ScalarType.BOOL).isPresent()) {
      return "type: %s, atomic: true".formatted(type);
    }
    return "type: " + type + (random.nextBoolean() ? defaultValue(type) : "");
  }

  private String defaultValue(String type) {
    if (enums.contains(type)) {
      return ", default: V0";
    } else if (flags.contains(type)) {
      return ", default: [B0]";
    }
    return ScalarType.of(type).map(scalar -> ", default: " + value(scalar)).orElse("");
  }

  private String value(ScalarType type) {
    return switch (type) {
      case BOOL -> "true";
      case CHAR -> "'~'";
      case F32 -> pick(List.of("0.5", "-.inf", "3", "-0.0", "1e-20"));
      case F64 -> pick(List.of("0.1", ".inf", "-7", "-0.0", "1e300"));
      default -> number(type).toString();
    };
  }

  /**
   * Dimensions of an array.
   *
   * @param more how many there may be beyond two
   */
  private String dimensions(int more) {
    return switch (random.nextInt(3)) {
      case 0 -> "[SIZE]";
      case 1 -> "[" + (1 + random.nextInt(9)) + "]";
      default ->
          repeat(2 + random.nextInt(more + 1), i -> "[" + (1 + random.nextInt(4)) + "]").stream()
              .collect(Collectors.joining());
    };
  }

  private BigInteger number(ScalarType type) {
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

  private static Stream<ScalarType> integers() {
    return Stream.of(ScalarType.values()).filter(ScalarType::isInteger);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
