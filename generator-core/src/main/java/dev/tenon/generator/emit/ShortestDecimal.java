// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit;

import dev.tenon.generator.schema.ScalarType;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Floating-point numbers in the fewest digits that read back as the same number. Not by {@code
 * Double.toString}, which does not print the same on every version of Java.
 */
public final class ShortestDecimal {

  private ShortestDecimal() {}

  /**
   * Prints a number, with a point in it always.
   *
   * @param type {@code f32} or {@code f64}
   * @param value finite and not negative
   */
  public static String of(ScalarType type, double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal text = exact;
    for (int digits = 1; digits <= 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      boolean same =
          type == ScalarType.F32
              ? rounded.floatValue() == (float) value
              : rounded.doubleValue() == value;
      if (same) {
        text = rounded;
        break;
      }
    }
    if (text.signum() == 0) {
      return "0.0";
    }
    BigDecimal stripped = text.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = stripped.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = stripped.unscaledValue().toString();
    String fraction = mantissa.length() > 1 ? mantissa.substring(1) : "0";
    return mantissa.charAt(0) + "." + fraction + "e" + exponent;
  }
}
