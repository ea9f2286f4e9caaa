// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A schema, and sometimes one that it imports, that depend on a seed only, with everything that a
 * struct can be made of and can grow by, and documentation that no comment should hold.
 */
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
          "yield",
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

  private static final String SUFFIX = ".tenon.yaml";
  private static final int VERSION = 4;

  private static final int MAX_ALIGNMENT = 4096;

  private static final List<String> MEANINGS =
      List.of("timestamp_ns", "duration_ns", "decimal", "uuid", "ipv4", "ipv6");

  private final RandomGenerator random;
  private final List<String> enums = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private final List<String> structs = new ArrayList<>();
  private final List<String> overlays = new ArrayList<>();

  /** Types with fields in bytes that an earlier version reserved, or with such types in them. */
  private final Set<String> refilled = new HashSet<>();

  /** Unions with a tag, each with the enum that tells its arms apart. */
  private final Map<String, String> tagged = new TreeMap<>();

  /** Integer types of the enums. */
  private final Map<String, ScalarType> storages = new HashMap<>();

  /** How many values the enums have. */
  private final Map<String, Integer> valueCounts = new HashMap<>();

  /** Alignment of every type that a field can have so far. */
  private final Map<String, Integer> alignments = new HashMap<>();

  private final String name;
  private int structCount;

  private RandomSchema(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    name = "random_" + Long.toUnsignedString(seed, 36);
    Stream.of(ScalarType.values()).forEach(t -> alignments.put(t.spelling(), t.bytes()));
  }

  /**
   * The texts by the names of their files. The last one imports the others: what it is made of is
   * theirs in part.
   */
  static Map<String, String> files(long seed) {
    return new RandomSchema(seed).files();
  }

  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    String constants =
        """
        constants:
          SIZE: {type: u16, value: %d}
          TWICE: {type: u16, value: SIZE * 2}
        """
            .formatted(1 + random.nextInt(5));
    if (random.nextInt(4) == 0) {
      String imported = name + "_types" + SUFFIX;
      files.put(imported, text(name + "_types", constants));
      files.put(name + SUFFIX, text(name, "imports: [%s]\n".formatted(imported)));
    } else {
      files.put(name + SUFFIX, text(name, constants));
    }
    return files;
  }

  /** A schema whose types may be made of those that there are already. */
  private String text(String schema, String begin) {
    List<String> enumTexts = repeat(1 + random.nextInt(4), i -> enumType(enums.size()));
    List<String> flagTexts = repeat(1 + random.nextInt(3), i -> flagsType(flags.size()));
    List<String> unionTexts = new ArrayList<>();
    List<String> structTexts = new ArrayList<>();
    int count = 1 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(3) == 0) {
        unionTexts.add(union(overlays.size() + tagged.size()));
      }
      structTexts.add(struct(structCount++));
    }
    // A struct may stand before those that it is made of.
    Collections.shuffle(structTexts, new Random(random.nextLong()));
    return """
    tenon: 1
    schema: %s
    version: %d
    java: {package: conformance.%s}
    c: {prefix: %s}
    %senums:
    %sflags:
    %s%sstructs:
    %s\
    """
        .formatted(
            schema,
            VERSION,
            schema,
            schema,
            begin,
            String.join("", enumTexts),
            String.join("", flagTexts),
            unionTexts.isEmpty() ? "" : "unions:\n" + String.join("", unionTexts),
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
      values.add("V%d: {value: %d%s}".formatted(values.size(), value, said()));
    }
    enums.add("E" + index);
    storages.put("E" + index, storage);
    valueCounts.put("E" + index, values.size());
    alignments.put("E" + index, storage.bytes());
    if (random.nextBoolean()) {
      values.add("ALIAS: {alias_of: V0%s}".formatted(said()));
    }
    return "  E%d: {type: %s, values: {%s}%s}\n"
        .formatted(index, storage.spelling(), String.join(", ", values), said());
  }

  private String flagsType(int index) {
    ScalarType storage =
        pick(integers().filter(t -> t.kind() == ScalarType.Kind.UNSIGNED).toList());
    String bits =
        IntStream.range(0, storage.bytes() * 8)
            .filter(bit -> random.nextInt(4) == 0 || bit == 0)
            .mapToObj(bit -> "B%d: {bit: %d%s}".formatted(bit, bit, said()))
            .collect(Collectors.joining(", "));
    flags.add("F" + index);
    alignments.put("F" + index, storage.bytes());
    return "  F%d: {type: %s, bits: {%s}, masks: {LOWEST: {bits: [B0]%s}}, none: NOTHING%s}\n"
        .formatted(index, storage.spelling(), bits, said(), said());
  }

  /** With a tag the arms are called after values of its enum. */
  private String union(int index) {
    String enumeration = random.nextBoolean() ? pick(enums) : "";
    int arms = enumeration.isEmpty() ? 1 + random.nextInt(4) : valueCounts.get(enumeration);
    StringBuilder text = new StringBuilder("  U%d:\n".formatted(index));
    if (!enumeration.isEmpty()) {
      text.append("    tag: %s\n".formatted(enumeration));
    }
    text.append("    arms:\n");
    int alignment = 1;
    for (int i = 0; i < arms; i++) {
      String type = pick(armTypes(enumeration.isEmpty()));
      alignment = Math.max(alignment, alignment(type));
      holds("U" + index, type);
      text.append(
          "      %s: {type: '%s%s'%s}\n"
              .formatted(
                  enumeration.isEmpty() ? "arm" + i : "V" + i, type, armShape(type), said()));
    }
    if (enumeration.isEmpty()) {
      overlays.add("U" + index);
      alignments.put("U" + index, alignment);
    } else {
      tagged.put("U" + index, enumeration);
    }
    return text.toString();
  }

  private List<String> armTypes(boolean withoutTag) {
    List<String> types = new ArrayList<>(alignments.keySet());
    types.removeAll(overlays);
    if (withoutTag) {
      // Nobody knows whether such a struct is there, to complete it in a copy.
      types.removeAll(refilled);
    }
    types.addAll(List.of("text", "uuid", "timestamp_ns"));
    return types.stream().map(t -> t.equals("text") ? "char" : t).sorted().toList();
  }

  private String armShape(String type) {
    if (type.equals("char")) {
      return "[" + (2 + random.nextInt(12)) + "]";
    }
    boolean plain = enums.contains(type) || structs.contains(type) || type.equals("uuid");
    return plain || random.nextInt(3) > 0 ? "" : "[" + (1 + random.nextInt(4)) + "]";
  }

  private int alignment(String type) {
    return alignments.getOrDefault(type, type.endsWith("_ns") || type.equals("decimal") ? 8 : 1);
  }

  private String struct(int index) {
    StringBuilder text = new StringBuilder("  S%d:\n".formatted(index));
    if (random.nextBoolean()) {
      text.append("    id: %d\n".formatted(index + 1));
    }
    StringBuilder fields = new StringBuilder();
    List<String> words = new ArrayList<>(WORDS);
    boolean grows = random.nextInt(3) == 0;
    int since = 1;
    int alignment = 1;
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      String word = words.remove(random.nextInt(words.size()));
      if (grows && i > 0 && since < VERSION && random.nextInt(3) == 0) {
        since++;
      }
      String life = since == 1 ? "" : ", since: " + since;
      if (random.nextInt(12) == 0) {
        fields.append(
            "      gap%d: {reserved: %d%s%s}\n".formatted(i, 1 + random.nextInt(9), life, said()));
      }
      if (i > 0 && since < VERSION && random.nextInt(12) == 0) {
        fields.append(inReserved("late" + i, random.nextInt(since + 1, VERSION + 1)));
        refilled.add("S" + index);
      }
      if (!tagged.isEmpty() && random.nextInt(5) == 0) {
        String union = pick(List.copyOf(tagged.keySet()));
        holds("S" + index, union);
        fields.append("      tag%d: {type: %s%s}\n".formatted(i, tagged.get(union), life));
        fields.append(
            "      %s: {type: %s, tag: tag%d%s%s}\n".formatted(word, union, i, life, said()));
        // What the arms need at most is that of the types that they were made of.
        alignment = MAX_ALIGNMENT;
        continue;
      }
      String type = fieldType();
      holds("S" + index, type);
      int own = alignment(type);
      String body = field(type);
      fields.append("      %s: {%s".formatted(word, body));
      if (body.contains("[<=")) {
        own = Math.max(own, Integer.BYTES);
      }
      if (body.contains("enum:")) {
        own = Long.BYTES;
      } else if (own < MAX_ALIGNMENT / 8 && random.nextInt(8) == 0) {
        own <<= 1 + random.nextInt(3);
        fields.append(", align: ").append(Math.max(own, 4) == own ? own : 4);
        own = Math.max(own, 4);
      }
      fields.append(life).append(said()).append(unit()).append("}\n");
      alignment = Math.max(alignment, own);
    }
    if (alignment < MAX_ALIGNMENT / 8 && random.nextInt(4) == 0) {
      alignment <<= 1 + random.nextInt(3);
      text.append("    align: %d\n".formatted(alignment));
    }
    if (since == 1) {
      // What has grown cannot be a part of something else.
      structs.add("S" + index);
      alignments.put("S" + index, alignment);
    }
    return text.append("    fields:\n").append(fields).toString();
  }

  private void holds(String owner, String part) {
    if (refilled.contains(part)) {
      refilled.add(owner);
    }
  }

  /** Without an alignment of its own, so that it fits wherever bytes were reserved. */
  private String inReserved(String word, int since) {
    String type =
        pick(List.of("u8, default: 7", "'u8[3]'", "bool, default: true", "'char[4]', default: ab"));
    return "      %s: {type: %s, since: %d, in_reserved: true%s}\n"
        .formatted(word, type, since, said());
  }

  /** Documentation, advice against it, or both, of anything. */
  private String said() {
    String doc = random.nextInt(6) == 0 ? ", doc: " + pick(DOCS) : "";
    return doc + (random.nextInt(12) == 0 ? ", deprecated: " + pick(DOCS) : "");
  }

  private String unit() {
    return random.nextInt(10) == 0 ? ", unit: " + pick(DOCS) : "";
  }

  private String fieldType() {
    List<String> types = new ArrayList<>(alignments.keySet());
    types.addAll(structs);
    types.addAll(MEANINGS);
    types.add("text");
    return pick(types.stream().sorted().toList());
  }

  private String field(String type) {
    int shape = random.nextInt(5);
    if (shape == 4) {
      return list(type);
    } else if (MEANINGS.contains(type)) {
      return meaning(type, shape);
    } else if (overlays.contains(type)) {
      return "type: '%s%s'".formatted(type, shape == 0 ? dimensions(1) : "");
    }
    if (type.equals("text")) {
      return shape == 0
          ? "type: 'char%s[%d]'".formatted(dimensions(1), 1 + random.nextInt(9))
          : "type: 'char[%d]', terminated: %s"
              .formatted(1 + random.nextInt(20), random.nextBoolean());
    }
    Optional<ScalarType> scalar = ScalarType.of(type);
    if (shape == 0 && scalar.filter(t -> t != ScalarType.CHAR).isPresent() == scalar.isPresent()) {
      return "type: '%s%s'".formatted(type, dimensions(2));
    } else if (shape == 2 && random.nextBoolean()) {
      Optional<String> special = special(type, scalar);
      if (special.isPresent()) {
        return special.get();
      }
    } else if (shape == 1
        && scalar.filter(t -> t.isInteger() || t == ScalarType.BOOL).isPresent()) {
      return "type: %s, atomic: true".formatted(type);
    }
    return "type: " + type + (random.nextBoolean() ? defaultValue(type) : "");
  }

  /** A list of up to four elements, or what else the type can be. */
  private String list(String type) {
    String bound = pick(List.of("[<=1]", "[<=SIZE]", "[<=4]"));
    if (type.equals("text") || type.equals("char")) {
      return "type: 'char%s[%d]'".formatted(bound, 2 + random.nextInt(8));
    } else if (type.equals("decimal")) {
      return "type: 'decimal%s', exponent: %d".formatted(bound, random.nextInt(-18, 19));
    } else if (overlays.contains(type)) {
      return "type: " + type;
    }
    return "type: '%s%s'%s".formatted(type, bound, random.nextBoolean() ? order(type) : "");
  }

  private String meaning(String type, int shape) {
    String exponent = type.equals("decimal") ? ", exponent: " + random.nextInt(-18, 19) : "";
    boolean integer = !type.equals("uuid") && !type.startsWith("ip");
    if (shape == 0) {
      return "type: '%s%s'%s".formatted(type, dimensions(1), exponent);
    }
    String encoding = !integer ? "" : pick(List.of("", ", order: big", ", atomic: true"));
    // The natural accessor of an atomic one is the raw one's business.
    return "type: %s%s%s".formatted(type, exponent, encoding);
  }

  /** Byte order, limits, names of bits, or another width of an enum. */
  private Optional<String> special(String type, Optional<ScalarType> scalar) {
    if (enums.contains(type)) {
      return random.nextBoolean()
          ? Optional.of("type: %s%s".formatted(type, order(type)))
          : Optional.of("type: %s, enum: %s".formatted(wider(storages.get(type)).spelling(), type));
    } else if (flags.contains(type)) {
      return Optional.of("type: %s%s".formatted(type, order(type)));
    } else if (scalar.filter(t -> t.kind() == ScalarType.Kind.UNSIGNED).isPresent()) {
      return Optional.of(
          random.nextBoolean() ? bits(scalar.get()) : limited(scalar.get()) + order(type));
    } else if (scalar.filter(ScalarType::isInteger).isPresent()) {
      return Optional.of(limited(scalar.get()) + order(type));
    } else if (scalar.filter(t -> t.kind() == ScalarType.Kind.FLOAT).isPresent()) {
      return Optional.of("type: %s, min: -1e16, max: 1e16%s".formatted(type, order(type)));
    }
    return Optional.empty();
  }

  private String order(String type) {
    int bytes =
        enums.contains(type) || flags.contains(type)
            ? alignments.get(type)
            : ScalarType.of(type).map(ScalarType::bytes).orElse(type.endsWith("_ns") ? 8 : 1);
    return bytes > 1 && random.nextBoolean() ? ", order: big" : "";
  }

  private static ScalarType wider(ScalarType type) {
    return type.kind() == ScalarType.Kind.SIGNED ? ScalarType.I64 : ScalarType.U64;
  }

  private String limited(ScalarType type) {
    BigInteger a = number(type);
    BigInteger b = number(type);
    return "type: %s, min: %d, max: %d".formatted(type.spelling(), a.min(b), a.max(b));
  }

  private String bits(ScalarType type) {
    List<String> ranges = new ArrayList<>();
    int bit = random.nextInt(3);
    while (bit < type.bytes() * 8 && ranges.size() < 6) {
      int last = Math.min(type.bytes() * 8 - 1, bit + random.nextInt(20));
      ranges.add(
          "r%d: {bits: %s%s}"
              .formatted(ranges.size(), random.nextBoolean() ? bit : bit + ".." + last, said()));
      bit = last + 1 + random.nextInt(3);
    }
    return "type: %s, bits: {%s}%s"
        .formatted(type.spelling(), String.join(", ", ranges), order(type.spelling()));
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
      case 0 -> random.nextBoolean() ? "[SIZE]" : "[TWICE / 2 + 1]";
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
