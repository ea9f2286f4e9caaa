// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import com.palantir.javapoet.TypeName;
import dev.tenon.generator.schema.ScalarType;

/**
 * Facts about a scalar in Java, one row a type. Whatever prints or checks Java reads them here.
 *
 * @param value type that callers see: an unsigned type widens, but for {@code u64}
 * @param stored type of its bits in memory
 * @param register type in which the linker hands it to C
 * @param reading conversion from the bits to the value
 */
public record JavaScalar(
    ScalarType type, TypeName value, Stored stored, Stored register, Reading reading) {

  /** A primitive type that {@code java.lang.foreign} reads and writes. */
  public enum Stored {
    BYTE(TypeName.BYTE),
    SHORT(TypeName.SHORT),
    INT(TypeName.INT),
    LONG(TypeName.LONG),
    FLOAT(TypeName.FLOAT),
    DOUBLE(TypeName.DOUBLE);

    private final TypeName type;

    Stored(TypeName type) {
      this.type = type;
    }

    public TypeName type() {
      return type;
    }

    /** The constant of {@code java.lang.foreign.ValueLayout}. */
    public String layout() {
      return "JAVA_" + name();
    }

    /** The canonical layout, as {@code java.lang.foreign.Linker} calls it. */
    public String canonical() {
      return "j" + type;
    }

    /** All bits set, as a literal that widens to the next larger type. */
    public String mask() {
      return switch (this) {
        case BYTE -> "0xFF";
        case SHORT -> "0xFFFF";
        case INT -> "0xFFFF_FFFFL";
        case LONG, FLOAT, DOUBLE -> throw new IllegalStateException(this + " does not widen");
      };
    }
  }

  /** A conversion from the bits of a scalar to the value that callers see. */
  public enum Reading {
    /** The bits are the value. */
    SAME,
    /** An unsigned number becomes one of the next larger type. */
    WIDENED,
    /** Every byte but zero is true. */
    BOOLEAN,
    /** A byte becomes U+0000 to U+00FF. */
    CHARACTER
  }

  /** Returns the facts about a type. */
  public static JavaScalar of(ScalarType type) {
    return switch (type) {
      case U8 -> of(type, TypeName.INT, Stored.BYTE, Stored.INT, Reading.WIDENED);
      case I8 -> of(type, TypeName.BYTE, Stored.BYTE, Stored.INT, Reading.SAME);
      case U16 -> of(type, TypeName.INT, Stored.SHORT, Stored.INT, Reading.WIDENED);
      case I16 -> of(type, TypeName.SHORT, Stored.SHORT, Stored.INT, Reading.SAME);
      case U32 -> of(type, TypeName.LONG, Stored.INT, Stored.INT, Reading.WIDENED);
      case I32 -> of(type, TypeName.INT, Stored.INT, Stored.INT, Reading.SAME);
      case U64, I64 -> of(type, TypeName.LONG, Stored.LONG, Stored.LONG, Reading.SAME);
      case F32 -> of(type, TypeName.FLOAT, Stored.FLOAT, Stored.FLOAT, Reading.SAME);
      case F64 -> of(type, TypeName.DOUBLE, Stored.DOUBLE, Stored.DOUBLE, Reading.SAME);
      case BOOL -> of(type, TypeName.BOOLEAN, Stored.BYTE, Stored.INT, Reading.BOOLEAN);
      case CHAR -> of(type, TypeName.CHAR, Stored.BYTE, Stored.INT, Reading.CHARACTER);
    };
  }

  private static JavaScalar of(
      ScalarType type, TypeName value, Stored stored, Stored register, Reading reading) {
    return new JavaScalar(type, value, stored, register, reading);
  }

  /** Slots of a local variable, a parameter or a stack entry (JVM Specification, 2.6.1). */
  public int slots() {
    return value.equals(TypeName.LONG) || value.equals(TypeName.DOUBLE) ? 2 : 1;
  }

  /** Whether the value has more bits than are stored. */
  public boolean isWidened() {
    return reading == Reading.WIDENED;
  }

  /** Whether the linker carries more bits than are stored. */
  public boolean isExtended() {
    return stored != register;
  }

  /** Values that callers may give, for Javadoc; empty where the Java type says it. */
  public String range() {
    return switch (reading) {
      case WIDENED -> "0 to " + type.max();
      case SAME -> type.isUnsigned() ? "unsigned %d bits".formatted(type.bytes() * 8) : "";
      case CHARACTER -> "a byte, as U+0000 to U+00FF";
      case BOOLEAN -> "";
    };
  }
}
