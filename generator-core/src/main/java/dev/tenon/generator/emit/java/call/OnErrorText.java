// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.BooleanLiteral;
import dev.tenon.generator.schema.Literal.CharLiteral;
import dev.tenon.generator.schema.Literal.EnumLiteral;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import java.util.Optional;

/** Description of the value that C receives when Java throws. */
final class OnErrorText {

  private OnErrorText() {}

  static String of(ParameterType returns, Optional<Literal> onError) {
    if (onError.isEmpty()) {
      return returns instanceof ByValue value && value.type() instanceof StructType
          ? "the defaults"
          : "null";
    }
    return "{@code " + JavadocText.escape(value(onError.get())) + "}";
  }

  private static String value(Literal literal) {
    if (literal instanceof IntegerLiteral integer) {
      return integer.value().toString();
    } else if (literal instanceof FloatLiteral number) {
      return Double.isFinite(number.value())
          ? ScalarCode.digits(ScalarType.F64, number.value())
          : Double.toString(number.value());
    } else if (literal instanceof BooleanLiteral bool) {
      return Boolean.toString(bool.value());
    } else if (literal instanceof CharLiteral character) {
      return Integer.toString(character.value());
    } else if (literal instanceof TextLiteral text) {
      return text.value().replace("}", "").replace("{", "");
    }
    return ((EnumLiteral) literal).value().name();
  }
}
