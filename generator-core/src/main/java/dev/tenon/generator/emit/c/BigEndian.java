// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import java.math.BigInteger;

/**
 * Expressions for the value of a field, which may be stored with its most significant byte first.
 */
record BigEndian(Schema schema, CTypes types) {

  static BigEndian of(Schema schema) {
    return new BigEndian(schema, new CTypes(schema));
  }

  /**
   * The value.
   *
   * @param place the member
   */
  String load(Field field, String place) {
    if (!field.bigEndian()) {
      return place;
    }
    ScalarType word = ScalarType.holding(field.valueType());
    String swapped = swap(word) + "(" + place + ")";
    return switch (word.kind()) {
      case FLOAT -> HeaderNames.function(schema, CTypes.scalar(word) + "_of") + "(" + swapped + ")";
      case SIGNED -> HeaderNames.cast(schema, types.base(field.type()), swapped);
      case UNSIGNED, BOOL, CHAR -> swapped;
    };
  }

  /** Returns the expression to store for a value. */
  String store(Field field, String value) {
    if (!field.bigEndian()) {
      return value;
    }
    ScalarType word = ScalarType.holding(field.valueType());
    String bits =
        switch (word.kind()) {
          case FLOAT ->
              HeaderNames.function(schema, "bits_of_" + CTypes.scalar(word)) + "(" + value + ")";
          case SIGNED -> HeaderNames.cast(schema, types.stored(field), value);
          case UNSIGNED, BOOL, CHAR -> value;
        };
    return swap(word) + "(" + bits + ")";
  }

  private String swap(ScalarType word) {
    return HeaderNames.function(schema, "big" + word.bytes() * 8);
  }

  /**
   * Constant expression for what is stored.
   *
   * @param value the number as C spells it
   * @param number its value
   */
  String constant(ScalarType word, String value, BigInteger number) {
    BigInteger bits = number.mod(BigInteger.ONE.shiftLeft(word.bytes() * Byte.SIZE));
    return both(word, number.signum() < 0 ? CLiterals.hex(word, bits) : value, bits);
  }

  /** The bits of a real number, which no constant expression of C finds out. */
  String constant(ScalarType word, double value) {
    BigInteger bits =
        word == ScalarType.F32
            ? BigInteger.valueOf(Integer.toUnsignedLong(Float.floatToIntBits((float) value)))
            : new BigInteger(Long.toUnsignedString(Double.doubleToLongBits(value)));
    return both(word, CLiterals.hex(word, bits), bits);
  }

  /** Both orders as literals: an expression would need a cast that is useless for some types. */
  private String both(ScalarType word, String value, BigInteger bits) {
    BigInteger swapped = BigInteger.ZERO;
    for (int i = 0; i < word.bytes(); i++) {
      BigInteger lowest = bits.shiftRight(i * Byte.SIZE).and(BigInteger.valueOf(0xFF));
      swapped = swapped.shiftLeft(Byte.SIZE).or(lowest);
    }
    return "%s(%s, %s)"
        .formatted(HeaderNames.own(schema, "BIG"), value, CLiterals.hex(word, swapped));
  }
}
