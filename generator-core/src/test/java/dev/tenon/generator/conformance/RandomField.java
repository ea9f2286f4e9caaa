// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a field of a random struct holds, and how: as it is, in arrays and lists, with a meaning,
 * limits, names of bits, another width or byte order.
 */
final class RandomField {

  private final Draw draw;
  private final KnownTypes known;

  RandomField(Draw draw, KnownTypes known) {
    this.draw = draw;
    this.known = known;
  }

  /** What a field can be made of. */
  String type() {
    List<String> types = new ArrayList<>(known.alignments.keySet());
    types.addAll(known.structs);
    types.addAll(KnownTypes.MEANINGS);
    types.add("text");
    return draw.pick(types.stream().sorted().toList());
  }

  /** The properties of a field, without its braces. */
  String of(String type) {
    int shape = draw.below(5);
    if (shape == 4) {
      return list(type);
    } else if (KnownTypes.MEANINGS.contains(type)) {
      return meaning(type, shape);
    } else if (known.overlays.contains(type)) {
      return "type: '%s%s'".formatted(type, shape == 0 ? dimensions(1) : "");
    }
    if (type.equals("text")) {
      return shape == 0
          ? "type: 'char%s[%d]'".formatted(dimensions(1), 1 + draw.below(9))
          : "type: 'char[%d]', terminated: %s".formatted(1 + draw.below(20), draw.coin());
    }
    Optional<ScalarType> scalar = ScalarType.of(type);
    if (shape == 0 && scalar.filter(t -> t != ScalarType.CHAR).isPresent() == scalar.isPresent()) {
      return "type: '%s%s'".formatted(type, dimensions(2));
    } else if (shape == 2 && draw.coin()) {
      Optional<String> special = special(type, scalar);
      if (special.isPresent()) {
        return special.get();
      }
    } else if (shape == 1
        && scalar.filter(t -> t.isInteger() || t == ScalarType.BOOL).isPresent()) {
      return "type: %s, atomic: true".formatted(type);
    }
    return "type: " + type + (draw.coin() ? defaultValue(type) : "");
  }

  /** A list of up to four elements, or what else the type can be. */
  private String list(String type) {
    String bound = draw.pick(List.of("[<=1]", "[<=SIZE]", "[<=4]"));
    if (type.equals("text") || type.equals("char")) {
      return "type: 'char%s[%d]'".formatted(bound, 2 + draw.below(8));
    } else if (type.equals("decimal")) {
      return "type: 'decimal%s', exponent: %d".formatted(bound, draw.between(-18, 19));
    } else if (known.overlays.contains(type)) {
      return "type: " + type;
    }
    return "type: '%s%s'%s".formatted(type, bound, draw.coin() ? order(type) : "");
  }

  private String meaning(String type, int shape) {
    String exponent = type.equals("decimal") ? ", exponent: " + draw.between(-18, 19) : "";
    boolean integer = !type.equals("uuid") && !type.startsWith("ip");
    if (shape == 0) {
      return "type: '%s%s'%s".formatted(type, dimensions(1), exponent);
    }
    String encoding = !integer ? "" : draw.pick(List.of("", ", order: big", ", atomic: true"));
    // The natural accessor of an atomic one is the raw one's business.
    return "type: %s%s%s".formatted(type, exponent, encoding);
  }

  /** Byte order, limits, names of bits, or another width of an enum. */
  private Optional<String> special(String type, Optional<ScalarType> scalar) {
    if (known.enums.contains(type)) {
      return draw.coin()
          ? Optional.of("type: %s%s".formatted(type, order(type)))
          : Optional.of(
              "type: %s, enum: %s".formatted(wider(known.storages.get(type)).spelling(), type));
    } else if (known.flags.contains(type)) {
      return Optional.of("type: %s%s".formatted(type, order(type)));
    } else if (scalar.filter(t -> t.kind() == ScalarType.Kind.UNSIGNED).isPresent()) {
      return Optional.of(draw.coin() ? bits(scalar.get()) : limited(scalar.get()) + order(type));
    } else if (scalar.filter(ScalarType::isInteger).isPresent()) {
      return Optional.of(limited(scalar.get()) + order(type));
    } else if (scalar.filter(t -> t.kind() == ScalarType.Kind.FLOAT).isPresent()) {
      return Optional.of("type: %s, min: -1e16, max: 1e16%s".formatted(type, order(type)));
    }
    return Optional.empty();
  }

  private String order(String type) {
    int bytes =
        known.enums.contains(type) || known.flags.contains(type)
            ? known.alignments.get(type)
            : ScalarType.of(type).map(ScalarType::bytes).orElse(type.endsWith("_ns") ? 8 : 1);
    return bytes > 1 && draw.coin() ? ", order: big" : "";
  }

  private static ScalarType wider(ScalarType type) {
    return type.kind() == ScalarType.Kind.SIGNED ? ScalarType.I64 : ScalarType.U64;
  }

  private String limited(ScalarType type) {
    BigInteger a = draw.number(type);
    BigInteger b = draw.number(type);
    return "type: %s, min: %d, max: %d".formatted(type.spelling(), a.min(b), a.max(b));
  }

  private String bits(ScalarType type) {
    List<String> ranges = new ArrayList<>();
    int bit = draw.below(3);
    while (bit < type.bytes() * 8 && ranges.size() < 6) {
      int last = Math.min(type.bytes() * 8 - 1, bit + draw.below(20));
      ranges.add(
          "r%d: {bits: %s%s}"
              .formatted(ranges.size(), draw.coin() ? bit : bit + ".." + last, draw.said()));
      bit = last + 1 + draw.below(3);
    }
    return "type: %s, bits: {%s}%s"
        .formatted(type.spelling(), String.join(", ", ranges), order(type.spelling()));
  }

  private String defaultValue(String type) {
    if (known.enums.contains(type)) {
      return ", default: V0";
    } else if (known.flags.contains(type)) {
      return ", default: [B0]";
    }
    return ScalarType.of(type).map(scalar -> ", default: " + value(scalar)).orElse("");
  }

  private String value(ScalarType type) {
    return switch (type) {
      case BOOL -> "true";
      case CHAR -> "'~'";
      case F32 -> draw.pick(List.of("0.5", "-.inf", "3", "-0.0", "1e-20"));
      case F64 -> draw.pick(List.of("0.1", ".inf", "-7", "-0.0", "1e300"));
      default -> draw.number(type).toString();
    };
  }

  /**
   * Dimensions of an array.
   *
   * @param more how many there may be beyond two
   */
  private String dimensions(int more) {
    return switch (draw.below(3)) {
      case 0 -> draw.coin() ? "[SIZE]" : "[TWICE / 2 + 1]";
      case 1 -> "[" + (1 + draw.below(9)) + "]";
      default ->
          Draw.repeat(2 + draw.below(more + 1), i -> "[" + (1 + draw.below(4)) + "]").stream()
              .collect(Collectors.joining());
    };
  }
}
