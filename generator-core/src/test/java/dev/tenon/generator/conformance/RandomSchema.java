// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.schema.ScalarType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A schema, and sometimes one that it imports, that depend on a seed only, with everything that a
 * struct can be made of and can grow by, and documentation that no comment should hold.
 */
public final class RandomSchema {

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

  private static final Pattern SINCE = Pattern.compile(", since: ([0-9]+)");
  private static final Pattern RESERVED_SINCE = Pattern.compile("reserved_since: ([0-9]+)");
  private static final Pattern IN_RESERVED =
      Pattern.compile("^(.*?)\\{type: ([^,]+),.*in_reserved: true");
  private static final Pattern LENGTH = Pattern.compile("\\[([0-9]+)\\]");

  private static final String SUFFIX = ".tenon.yaml";
  private static final int VERSION = 4;

  private static final int MAX_ALIGNMENT = 4096;

  private final Draw draw;
  private final KnownTypes known = new KnownTypes();
  private final RandomField field;
  private final String name;
  private int structCount;

  private RandomSchema(long seed) {
    draw = new Draw(seed);
    field = new RandomField(draw, known);
    name = "random_" + Long.toUnsignedString(seed, 36);
  }

  /**
   * The texts by the names of their files. The last one imports the others: what it is made of is
   * theirs in part.
   */
  static Map<String, String> files(long seed) {
    return new RandomSchema(seed).files();
  }

  /** Writes them into a folder. Returns the files, the last one being that which imports. */
  public static List<Path> write(long seed, Path folder) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files(seed).entrySet()) {
      written.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
    }
    return written;
  }

  /** What the author of a schema wrote when its version was this one. */
  static String before(String text, int version) {
    List<String> lines = new ArrayList<>();
    int age = 1;
    for (String line : text.lines().toList()) {
      int since = number(SINCE, line, 1);
      Matcher reserved = IN_RESERVED.matcher(line);
      // What lies in reserved bytes was reserved with the field before it, unless it says else.
      boolean isReserved = reserved.find();
      age = isReserved ? number(RESERVED_SINCE, line, age) : since;
      if (line.startsWith("version:")) {
        lines.add("version: " + version);
      } else if (since <= version) {
        lines.add(line);
      } else if (isReserved && age <= version) {
        lines.add(
            "%s{reserved: %d, since: %d}"
                .formatted(reserved.group(1), number(LENGTH, reserved.group(2), 1), age));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static int number(Pattern pattern, String text, int otherwise) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
  }

  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    String constants =
        """
        constants:
          SIZE: {type: u16, value: %d}
          TWICE: {type: u16, value: SIZE * 2}
        """
            .formatted(1 + draw.below(5));
    if (draw.below(4) == 0) {
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
    List<String> enumTexts = Draw.repeat(1 + draw.below(4), i -> enumType(known.enums.size()));
    List<String> flagTexts = Draw.repeat(1 + draw.below(3), i -> flagsType(known.flags.size()));
    List<String> unionTexts = new ArrayList<>();
    List<String> structTexts = new ArrayList<>();
    int count = 1 + draw.below(7);
    for (int i = 0; i < count; i++) {
      if (draw.below(3) == 0) {
        unionTexts.add(union(known.overlays.size() + known.tagged.size()));
      }
      structTexts.add(struct(structCount++));
    }
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
            // A struct may stand before those that it is made of.
            String.join("", draw.shuffled(structTexts)));
  }

  private String enumType(int index) {
    ScalarType storage = draw.pick(integers().toList());
    Set<BigInteger> numbers = new LinkedHashSet<>();
    int count = 1 + draw.below(5);
    while (numbers.size() < count) {
      numbers.add(draw.number(storage));
    }
    List<String> values = new ArrayList<>();
    for (BigInteger value : numbers) {
      values.add("V%d: {value: %d%s}".formatted(values.size(), value, draw.said()));
    }
    known.enums.add("E" + index);
    known.storages.put("E" + index, storage);
    known.valueCounts.put("E" + index, values.size());
    known.alignments.put("E" + index, storage.bytes());
    if (draw.coin()) {
      values.add("ALIAS: {alias_of: V0%s}".formatted(draw.said()));
    }
    return "  E%d: {type: %s, values: {%s}%s}\n"
        .formatted(index, storage.spelling(), String.join(", ", values), draw.said());
  }

  private String flagsType(int index) {
    ScalarType storage =
        draw.pick(integers().filter(t -> t.kind() == ScalarType.Kind.UNSIGNED).toList());
    String bits =
        IntStream.range(0, storage.bytes() * 8)
            .filter(bit -> draw.below(4) == 0 || bit == 0)
            .mapToObj(bit -> "B%d: {bit: %d%s}".formatted(bit, bit, draw.said()))
            .collect(Collectors.joining(", "));
    known.flags.add("F" + index);
    known.alignments.put("F" + index, storage.bytes());
    return "  F%d: {type: %s, bits: {%s}, masks: {LOWEST: {bits: [B0]%s}}, none: NOTHING%s}\n"
        .formatted(index, storage.spelling(), bits, draw.said(), draw.said());
  }

  /** With a tag the arms are called after values of its enum. */
  private String union(int index) {
    String enumeration = draw.coin() ? draw.pick(known.enums) : "";
    int arms = enumeration.isEmpty() ? 1 + draw.below(4) : known.valueCounts.get(enumeration);
    StringBuilder text = new StringBuilder("  U%d:\n".formatted(index));
    if (!enumeration.isEmpty()) {
      text.append("    tag: %s\n".formatted(enumeration));
    }
    text.append("    arms:\n");
    int alignment = 1;
    for (int i = 0; i < arms; i++) {
      String type = draw.pick(armTypes(enumeration.isEmpty()));
      alignment = Math.max(alignment, known.alignment(type));
      known.holds("U" + index, type);
      text.append(
          "      %s: {type: '%s%s'%s}\n"
              .formatted(
                  enumeration.isEmpty() ? "arm" + i : "V" + i, type, armShape(type), draw.said()));
    }
    if (enumeration.isEmpty()) {
      known.overlays.add("U" + index);
      known.alignments.put("U" + index, alignment);
    } else {
      known.tagged.put("U" + index, enumeration);
    }
    return text.toString();
  }

  private List<String> armTypes(boolean withoutTag) {
    List<String> types = new ArrayList<>(known.alignments.keySet());
    types.removeAll(known.overlays);
    if (withoutTag) {
      // Nobody knows whether such a struct is there, to complete it in a copy.
      types.removeAll(known.refilled);
    }
    types.addAll(List.of("text", "uuid", "timestamp_ns"));
    return types.stream().map(t -> t.equals("text") ? "char" : t).sorted().toList();
  }

  private String armShape(String type) {
    if (type.equals("char")) {
      return "[" + (2 + draw.below(12)) + "]";
    }
    boolean plain =
        known.enums.contains(type) || known.structs.contains(type) || type.equals("uuid");
    return plain || draw.below(3) > 0 ? "" : "[" + (1 + draw.below(4)) + "]";
  }

  private String struct(int index) {
    StringBuilder text = new StringBuilder("  S%d:\n".formatted(index));
    if (draw.coin()) {
      text.append("    id: %d\n".formatted(index + 1));
    }
    StringBuilder fields = new StringBuilder();
    List<String> words = new ArrayList<>(WORDS);
    boolean grows = draw.below(3) == 0;
    int since = 1;
    int alignment = 1;
    int count = 1 + draw.below(12);
    for (int i = 0; i < count; i++) {
      String word = words.remove(draw.below(words.size()));
      if (grows && i > 0 && since < VERSION && draw.below(3) == 0) {
        since++;
      }
      String life = since == 1 ? "" : ", since: " + since;
      if (draw.below(12) == 0) {
        fields.append(
            "      gap%d: {reserved: %d%s%s}\n".formatted(i, 1 + draw.below(9), life, draw.said()));
      }
      if (i > 0 && since < VERSION && draw.below(12) == 0) {
        String reserved = "";
        if (grows && since + 1 < VERSION && draw.coin()) {
          since++;
          life = ", since: " + since;
          reserved = ", reserved_since: " + since;
        }
        fields.append(inReserved("late" + i, draw.between(since + 1, VERSION + 1), reserved));
        known.refilled.add("S" + index);
      }
      if (!known.tagged.isEmpty() && draw.below(5) == 0) {
        String union = draw.pick(List.copyOf(known.tagged.keySet()));
        known.holds("S" + index, union);
        fields.append("      tag%d: {type: %s%s}\n".formatted(i, known.tagged.get(union), life));
        fields.append(
            "      %s: {type: %s, tag: tag%d%s%s}\n".formatted(word, union, i, life, draw.said()));
        // What the arms need at most is that of the types that they were made of.
        alignment = MAX_ALIGNMENT;
        continue;
      }
      String type = field.type();
      known.holds("S" + index, type);
      int own = known.alignment(type);
      String body = field.of(type);
      fields.append("      %s: {%s".formatted(word, body));
      if (body.contains("[<=")) {
        own = Math.max(own, Integer.BYTES);
      }
      if (body.contains("enum:")) {
        own = Long.BYTES;
      } else if (own < MAX_ALIGNMENT / 8 && draw.below(8) == 0) {
        own <<= 1 + draw.below(3);
        fields.append(", align: ").append(Math.max(own, 4) == own ? own : 4);
        own = Math.max(own, 4);
      }
      fields.append(life).append(draw.said()).append(draw.unit()).append("}\n");
      alignment = Math.max(alignment, own);
    }
    if (alignment < MAX_ALIGNMENT / 8 && draw.below(4) == 0) {
      alignment <<= 1 + draw.below(3);
      text.append("    align: %d\n".formatted(alignment));
    }
    if (since == 1) {
      // What has grown cannot be a part of something else.
      known.structs.add("S" + index);
      known.alignments.put("S" + index, alignment);
    }
    return text.append("    fields:\n").append(fields).toString();
  }

  /** Without an alignment of its own, so that it fits wherever bytes were reserved. */
  private String inReserved(String word, int since, String reserved) {
    String type =
        draw.pick(
            List.of("u8, default: 7", "'u8[3]'", "bool, default: true", "'char[4]', default: ab"));
    return "      %s: {type: %s, since: %d, in_reserved: true%s%s}\n"
        .formatted(word, type, since, reserved, draw.said());
  }

  private static Stream<ScalarType> integers() {
    return Stream.of(ScalarType.values()).filter(ScalarType::isInteger);
  }
}
