// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.BooleanLiteral;
import dev.tenon.generator.schema.Literal.CharLiteral;
import dev.tenon.generator.schema.Literal.EnumLiteral;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Values as a contract spells them, the same on every version of Java. */
final class LiteralText {

  private static final String INFINITY = ".inf";
  private static final String NEGATIVE_INFINITY = "-.inf";
  private static final String NOT_A_NUMBER = ".nan";

  private LiteralText() {}

  static String of(Literal literal, Type type) {
    if (literal instanceof IntegerLiteral integer) {
      return type.innermost() instanceof FlagsType
          ? mask(integer.value())
          : integer.value().toString();
    } else if (literal instanceof FloatLiteral number) {
      return number(number.value(), type.innermost() == ScalarType.F32);
    } else if (literal instanceof BooleanLiteral bool) {
      return Boolean.toString(bool.value());
    } else if (literal instanceof CharLiteral character) {
      return Integer.toString(character.value());
    } else if (literal instanceof TextLiteral text) {
      return text.value();
    }
    return ((EnumLiteral) literal).value().name();
  }

  static String mask(BigInteger bits) {
    return "0x" + bits.toString(16);
  }

  /** The fewest digits that read back as the same number. */
  private static String number(double value, boolean single) {
    if (Double.isNaN(value)) {
      return NOT_A_NUMBER;
    } else if (Double.isInfinite(value)) {
      return value > 0 ? INFINITY : NEGATIVE_INFINITY;
    } else if (value == 0) {
      return Double.doubleToRawLongBits(value) < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits <= 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (single ? rounded.floatValue() == (float) value : rounded.doubleValue() == value) {
        return rounded.toString();
      }
    }
    throw new AssertionError("17 digits tell every double from its neighbours");
  }

  /** Compares two limits as numbers. */
  static int compare(String a, String b) {
    double first = approximate(a);
    double second = approximate(b);
    return Double.isFinite(first) && Double.isFinite(second)
        ? new BigDecimal(a).compareTo(new BigDecimal(b))
        : Double.compare(first, second);
  }

  private static double approximate(String text) {
    return switch (text) {
      case INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      case NOT_A_NUMBER -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }
}
