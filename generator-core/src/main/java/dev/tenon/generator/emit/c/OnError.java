// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.math.BigInteger;
import java.util.Optional;

/** Expression for the value that C receives when Java throws or is not bound. */
record OnError(Schema schema, CInitializers initializers) {

  /**
   * Returns the value; for a struct the macro that initialises one, which is no expression.
   *
   * @param value what the author wrote
   */
  String value(ParameterType returns, Optional<Literal> value) {
    if (returns instanceof ByValue result) {
      return value
          .map(literal -> scalar(result.type(), literal))
          .orElseGet(() -> CNames.constant(schema, (StructType) result.type()) + "_INIT");
    }
    return value.map(text -> CLiterals.text(((Literal.TextLiteral) text).value())).orElse("NULL");
  }

  /** The same for a reader, without casts. */
  String shown(ParameterType returns, Optional<Literal> value) {
    return returns instanceof ByValue result
            && value.filter(it -> CInitializers.isDoubleNan(result.type(), it)).isPresent()
        ? "NAN"
        : value(returns, value);
  }

  private String scalar(Type type, Literal literal) {
    if (literal instanceof Literal.BooleanLiteral bool) {
      return Boolean.toString(bool.value());
    } else if (literal instanceof Literal.IntegerLiteral integer && type instanceof ScalarType of) {
      return integer(of, integer.value());
    }
    return CInitializers.isDoubleNan(type, literal)
        ? "(double)NAN"
        : bare(initializers.value(type, literal));
  }

  /** Returns the plain spelling: a limit by its name, and no macro around an int. */
  private static String integer(ScalarType type, BigInteger value) {
    boolean signed = type.kind() == ScalarType.Kind.SIGNED;
    boolean plain = value.abs().compareTo(ScalarType.I32.max()) <= 0;
    if (!plain && value.equals(signed ? type.min() : type.max())) {
      return (signed ? "INT" : "UINT") + type.bytes() * 8 + (signed ? "_MIN" : "_MAX");
    }
    return plain ? CLiterals.plain(value) : bare(CLiterals.integer(type, value));
  }

  private static String bare(String value) {
    return value.startsWith("(") ? value.substring(1, value.length() - 1) : value;
  }
}
