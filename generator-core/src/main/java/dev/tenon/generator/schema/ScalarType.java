// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types that are one machine word at most. Natural alignment is the size. */
public enum ScalarType implements Type {
  U8(1, Kind.UNSIGNED),
  I8(1, Kind.SIGNED),
  U16(2, Kind.UNSIGNED),
  I16(2, Kind.SIGNED),
  U32(4, Kind.UNSIGNED),
  I32(4, Kind.SIGNED),
  U64(8, Kind.UNSIGNED),
  I64(8, Kind.SIGNED),
  F32(4, Kind.FLOAT),
  F64(8, Kind.FLOAT),
  BOOL(1, Kind.BOOL),
  CHAR(1, Kind.CHAR);

  /** Interpretation of the bits of a scalar. */
  public enum Kind {
    UNSIGNED,
    SIGNED,
    FLOAT,
    BOOL,
    CHAR
  }

  private final int bytes;
  private final Kind kind;

  ScalarType(int bytes, Kind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  public static Optional<ScalarType> of(String spelling) {
    return Arrays.stream(values()).filter(t -> t.spelling().equals(spelling)).findFirst();
  }

  /**
   * Returns the scalar that holds a value which is one number: an enum, flags, a timestamp, or the
   * scalar itself.
   */
  public static ScalarType holding(Type type) {
    if (type instanceof EnumType named) {
      return named.storage();
    } else if (type instanceof FlagsType flags) {
      return flags.storage();
    } else if (type instanceof SemanticType semantic) {
      return (ScalarType) semantic.storage();
    }
    return (ScalarType) type;
  }

  public int bytes() {
    return bytes;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  public boolean isInteger() {
    return kind == Kind.UNSIGNED || kind == Kind.SIGNED;
  }

  /** Smallest value of an integer type. */
  public BigInteger min() {
    return kind == Kind.SIGNED ? BigInteger.ONE.shiftLeft(bytes * 8 - 1).negate() : BigInteger.ZERO;
  }

  /** Largest value of an integer type. */
  public BigInteger max() {
    int bits = kind == Kind.SIGNED ? bytes * 8 - 1 : bytes * 8;
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  @Override
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }
}
