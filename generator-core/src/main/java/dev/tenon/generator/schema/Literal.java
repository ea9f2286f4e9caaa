// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.math.BigInteger;

/** A value written in a schema, already checked against the type it is for. */
public sealed interface Literal {

  /** For integer types, and for flags the mask. */
  record IntegerLiteral(BigInteger value) implements Literal {}

  /** For {@code f32} (already rounded to it) and {@code f64}; may be infinite or not a number. */
  record FloatLiteral(double value) implements Literal {}

  /** For {@code bool}. */
  record BooleanLiteral(boolean value) implements Literal {}

  /** For {@code char}: 0 to 255. */
  record CharLiteral(int value) implements Literal {}

  /** For {@code char[N]}. */
  record TextLiteral(String value) implements Literal {}

  /** For enums. */
  record EnumLiteral(EnumType type, EnumValue value) implements Literal {}

  /** Whether the bytes of this value are all zero, so that cleared memory already holds it. */
  default boolean isZero() {
    if (this instanceof IntegerLiteral integer) {
      return integer.value().signum() == 0;
    } else if (this instanceof FloatLiteral number) {
      return Double.doubleToRawLongBits(number.value()) == 0;
    } else if (this instanceof BooleanLiteral bool) {
      return !bool.value();
    } else if (this instanceof CharLiteral character) {
      return character.value() == 0;
    } else if (this instanceof TextLiteral text) {
      return text.value().isEmpty();
    }
    return ((EnumLiteral) this).value().number().signum() == 0;
  }
}
