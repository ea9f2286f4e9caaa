// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import dev.tenon.generator.diagnostic.TextCharacters;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.BooleanLiteral;
import dev.tenon.generator.schema.Literal.CharLiteral;
import dev.tenon.generator.schema.Literal.EnumLiteral;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A value of a schema as Javadoc shows it. */
public final class LiteralText {

  private LiteralText() {}

  public static String of(Type type, Literal literal) {
    if (literal instanceof EnumLiteral named) {
      return JavaNames.constant(named.value());
    } else if (literal instanceof TextLiteral text) {
      return "\"" + visible(text.value()) + "\"";
    } else if (literal instanceof BooleanLiteral bool) {
      return Boolean.toString(bool.value());
    } else if (literal instanceof CharLiteral character) {
      return character.value() > ' ' && character.value() < 0x7F
          ? "'" + visible(Character.toString(character.value())) + "'"
          : "U+%04X".formatted(character.value());
    } else if (literal instanceof IntegerLiteral integer) {
      if (type instanceof FlagsType flags) {
        return flags(flags, integer.value());
      } else if (type instanceof SemanticType semantic) {
        return semantic(semantic, integer.value());
      }
    }
    return number(type, literal);
  }

  static String number(Type type, Literal literal) {
    if (literal instanceof FloatLiteral real) {
      return type == ScalarType.F32
          ? Float.toString((float) real.value())
          : Double.toString(real.value());
    }
    return ((IntegerLiteral) literal).value().toString();
  }

  /** Escapes characters that Javadoc or the Java lexer would interpret. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (!TextCharacters.isVisible(c) || "{}@*/\\\"".indexOf(c) >= 0) {
                out.append(String.format(Locale.ROOT, "<%02X>", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  private static String flags(FlagsType type, BigInteger mask) {
    List<String> names = new ArrayList<>();
    for (FlagBit bit : type.bits()) {
      if (mask.testBit(bit.bit())) {
        names.add(JavaNames.constant(bit));
      }
    }
    return names.isEmpty() ? "0" : String.join(" | ", names);
  }

  private static String semantic(SemanticType type, BigInteger number) {
    long raw = number.longValueExact();
    return switch (type.kind()) {
      case TIMESTAMP_NS -> Instant.ofEpochSecond(0, raw).toString();
      case DURATION_NS -> Duration.ofNanos(raw).toString();
      case DECIMAL -> BigDecimal.valueOf(raw, -type.exponent()).toPlainString();
      case UUID, IPV4, IPV6 -> throw new IllegalArgumentException(type + " is no integer");
    };
  }
}
