// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.diagnostic.TextCharacters;
import dev.tenon.generator.emit.ShortestDecimal;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Values for people to read: names in place of numbers, where there are some. */
final class Values {

  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  private Values() {}

  static String shown(Type type, Literal value) {
    if (value instanceof IntegerLiteral integer) {
      if (type instanceof FlagsType flags) {
        return mask(flags, integer.value());
      }
      return type instanceof SemanticType semantic
          ? meaning(semantic, integer.value())
          : integer.value().toString();
    } else if (value instanceof FloatLiteral number) {
      return number(type, number.value());
    } else if (value instanceof BooleanLiteral bool) {
      return String.valueOf(bool.value());
    } else if (value instanceof CharLiteral character) {
      return "'" + escaped(Character.toString(character.value()), '\'') + "'";
    } else if (value instanceof TextLiteral text) {
      return '"' + escaped(text.value(), '"') + '"';
    }
    return ((EnumLiteral) value).value().name();
  }

  private static String meaning(SemanticType type, BigInteger value) {
    return switch (type.kind()) {
      case TIMESTAMP_NS -> {
        BigInteger[] parts = value.divideAndRemainder(NANOS);
        yield Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact())
            .toString();
      }
      case DURATION_NS -> value + " ns";
      case DECIMAL -> new BigDecimal(value).scaleByPowerOfTen(type.exponent()).toPlainString();
      case UUID, IPV4, IPV6 -> value.toString();
    };
  }

  /** The bits of a mask by their names, and what is left of it as a number. */
  static String mask(FlagsType flags, BigInteger mask) {
    List<String> names = new ArrayList<>();
    BigInteger rest = mask;
    for (FlagBit bit : flags.bits()) {
      if (rest.testBit(bit.bit())) {
        names.add(bit.name());
        rest = rest.clearBit(bit.bit());
      }
    }
    if (rest.signum() != 0 || names.isEmpty()) {
      names.add(rest.signum() == 0 ? "0" : "0x" + rest.toString(16));
    }
    return String.join(" | ", names);
  }

  private static String number(Type type, double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "\u2212" : "";
    return sign
        + (Double.isInfinite(value)
            ? "\u221E"
            : ShortestDecimal.of((ScalarType) type, Math.abs(value)));
  }

  private static String escaped(String text, char quote) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point == quote || point == '\\') {
                shown.append('\\').appendCodePoint(point);
              } else if (point == '\n') {
                shown.append("\\n");
              } else if (!TextCharacters.isVisible(point)) {
                shown.append(
                    point <= 0xFF
                        ? "\\x" + HexFormat.of().toHexDigits((byte) point)
                        : "\\u{%X}".formatted(point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}
