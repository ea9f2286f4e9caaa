// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import java.math.BigDecimal;

/** Javadoc of a getter: the author's text, the unit, and facts of the type. */
public final class FieldJavadoc {

  private FieldJavadoc() {}

  public static String of(JavaTypes types, Field field) {
    return JavadocText.sentences(
        JavadocText.of(field.doc()),
        unit(field.unit()),
        limits(field),
        ofType(types, field),
        field.type() instanceof ListType list ? "At most " + list.capacity() + " elements" : "",
        field
            .defaultValue()
            .map(value -> "Default: {@code " + LiteralText.of(field.type(), value) + "}")
            .orElse(""),
        field.bigEndian() ? "Stored big-endian" : "",
        field.atomic() ? "Atomic: acquire and release order" : "",
        since(field));
  }

  /** Names the unit of a number; empty when it has none. */
  public static String unit(String unit) {
    return unit.isEmpty() ? "" : "Unit: " + JavadocText.escape(unit);
  }

  /** Of the accessors of some bits. */
  public static String of(BitRange range) {
    return JavadocText.sentences(
        JavadocText.of(range.doc()),
        range.low() == range.high()
            ? "Bit " + range.low()
            : "Bits %d to %d".formatted(range.low(), range.high()),
        range.single() || range.enumeration().isPresent() || range.width() >= Long.SIZE
            ? ""
            : "0 to " + range.max(),
        since(range));
  }

  /** Sentence with the version that brought a field; empty for version 1. */
  public static String since(Declaration declaration) {
    return declaration.since() > 1 ? "Since contract version " + declaration.since() : "";
  }

  private static String limits(Field field) {
    Limits limits = field.limits();
    String min = limits.min().map(limit -> LiteralText.number(field.valueType(), limit)).orElse("");
    String max = limits.max().map(limit -> LiteralText.number(field.valueType(), limit)).orElse("");
    if (min.isEmpty()) {
      return max.isEmpty() ? "" : "At most " + max;
    }
    return max.isEmpty() ? "At least " + min : "From %s to %s".formatted(min, max);
  }

  private static String ofType(JavaTypes types, Field field) {
    Type type = field.valueType();
    if (type instanceof EnumType) {
      return "Unknown numbers: {@link #" + rawName(field) + "}";
    } else if (type instanceof FlagsType flags) {
      return "Masks: {@link " + types.link(flags) + "}";
    } else if (type instanceof StringType string) {
      return "At most " + string.maxBytes() + " bytes of UTF-8";
    } else if (type instanceof SemanticType semantic) {
      return ofSemantic(semantic);
    } else if (type instanceof ScalarType scalar) {
      return ofScalar(scalar, field.limits());
    }
    return "";
  }

  private static String rawName(Field field) {
    return JavaNames.raw(JavaNames.member(field));
  }

  private static String ofSemantic(SemanticType type) {
    return switch (type.kind()) {
      case TIMESTAMP_NS -> "In nanoseconds, from 1677 to 2262";
      case DURATION_NS -> "In nanoseconds, up to 292 years";
      case DECIMAL -> "A multiple of " + step(type);
      case IPV6 -> "Without a scope";
      case UUID, IPV4 -> "";
    };
  }

  /** Returns the step of a decimal. */
  static String step(SemanticType decimal) {
    return BigDecimal.valueOf(1, -decimal.exponent()).toPlainString();
  }

  private static String ofScalar(ScalarType type, Limits limits) {
    JavaScalar java = JavaScalar.of(type);
    String range = java.isWidened() && !limits.isEmpty() ? "" : java.range();
    return range.isEmpty() ? "" : Character.toUpperCase(range.charAt(0)) + range.substring(1);
  }
}
