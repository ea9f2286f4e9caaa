// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.ShortestDecimal;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.BooleanLiteral;
import dev.tenon.generator.schema.Literal.CharLiteral;
import dev.tenon.generator.schema.Literal.EnumLiteral;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.Locale;

/** Code that turns the bits of a scalar into its Java value and back, and literals of both. */
public final class ScalarCode {

  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private final JavaTypes types;

  public ScalarCode(JavaTypes types) {
    this.types = types;
  }

  /** From what the layout reads to what the caller gets. */
  public CodeBlock decode(ScalarType type, CodeBlock bits) {
    return switch (type) {
      case U8 -> CodeBlock.of("$L & 0xFF", bits);
      case U16 -> CodeBlock.of("$L & 0xFFFF", bits);
      case U32 -> CodeBlock.of("$L & 0xFFFF_FFFFL", bits);
      case BOOL -> CodeBlock.of("$L != 0", bits);
      case CHAR -> CodeBlock.of("(char) ($L & 0xFF)", bits);
      default -> bits;
    };
  }

  /** From what the caller gives to what the layout writes; refuses what is out of limits. */
  public CodeBlock encode(ScalarType type, Limits limits, String label, CodeBlock value) {
    return limits.isEmpty()
        ? encode(type, label, value)
        : narrowed(
            type,
            CodeBlock.of(
                "$T.$L($S,$W$L,$W$L,$W$L)",
                types.support(),
                type == ScalarType.U64 ? "limitedUnsigned" : "limited",
                label,
                value,
                limits.min().map(limit -> value(type, limit)).orElseGet(() -> least(type)),
                limits.max().map(limit -> value(type, limit)).orElseGet(() -> most(type))));
  }

  /** A number of the type that stands for the scalar, which is known to fit. */
  public static CodeBlock stored(ScalarType type, CodeBlock number) {
    return type.kind() == ScalarType.Kind.UNSIGNED ? narrowed(type, number) : number;
  }

  /** A long that is known to fit. */
  private static CodeBlock narrowed(ScalarType type, CodeBlock number) {
    return switch (type.bytes()) {
      case 1 -> CodeBlock.of("(byte) $L", number);
      case 2 -> CodeBlock.of("(short) $L", number);
      case 4 -> type == ScalarType.F32 ? number : CodeBlock.of("(int) $L", number);
      default -> number;
    };
  }

  private static CodeBlock least(ScalarType type) {
    return switch (type) {
      case F32 -> f32(Float.NEGATIVE_INFINITY);
      case F64 -> f64(Double.NEGATIVE_INFINITY);
      default -> integer(type, type.min());
    };
  }

  private static CodeBlock most(ScalarType type) {
    return switch (type) {
      case F32 -> f32(Float.POSITIVE_INFINITY);
      case F64 -> f64(Double.POSITIVE_INFINITY);
      default -> integer(type, type.max());
    };
  }

  /** From what the caller gives to what the layout writes; refuses what does not fit. */
  public CodeBlock encode(ScalarType type, String label, CodeBlock value) {
    return switch (type) {
      case U8, U16, U32, CHAR ->
          CodeBlock.of("$T.$L($S, $L)", types.support(), type.spelling() + "Bits", label, value);
      case BOOL -> CodeBlock.of("(byte) ($L ? 1 : 0)", value);
      default -> value;
    };
  }

  /** A value as the caller sees it. */
  public static CodeBlock value(ScalarType type, Literal literal) {
    if (literal instanceof IntegerLiteral integer) {
      return integer(type, integer.value());
    } else if (literal instanceof EnumLiteral named) {
      return integer(type, named.value().number());
    } else if (literal instanceof CharLiteral character) {
      return character(character.value());
    } else if (literal instanceof BooleanLiteral bool) {
      return CodeBlock.of("$L", bool.value());
    } else if (literal instanceof FloatLiteral number) {
      return type == ScalarType.F32 ? f32((float) number.value()) : f64(number.value());
    }
    throw new IllegalArgumentException(literal + " is not a scalar");
  }

  /** A value as the layout writes it. */
  public static CodeBlock bits(ScalarType type, Literal literal) {
    return switch (type) {
      case BOOL -> CodeBlock.of("(byte) 1");
      case CHAR -> CodeBlock.of("(byte) $L", ((CharLiteral) literal).value());
      case U8, I8 -> CodeBlock.of("(byte) $L", value(type, literal));
      case U16, I16 -> CodeBlock.of("(short) $L", value(type, literal));
      case U32 -> CodeBlock.of("(int) $L", value(type, literal));
      default -> value(type, literal);
    };
  }

  /** An integer as a literal of the type that stands for it. */
  public static CodeBlock integer(ScalarType type, BigInteger number) {
    return switch (type) {
      case U32, I64 -> CodeBlock.of("$LL", number);
      // Java has no literal above the largest long but in hexadecimal.
      case U64 ->
          number.compareTo(MAX_LONG) > 0
              ? CodeBlock.of("0x$LL", number.toString(16).toUpperCase(Locale.ROOT))
              : CodeBlock.of("$LL", number);
      default -> CodeBlock.of("$L", number);
    };
  }

  private static CodeBlock character(int value) {
    boolean printable = value > ' ' && value < 0x7F && value != '\'' && value != '\\';
    return printable ? CodeBlock.of("'$L'", (char) value) : CodeBlock.of("(char) $L", value);
  }

  private static CodeBlock f32(float value) {
    return Float.isFinite(value)
        ? CodeBlock.of("$Lf", digits(ScalarType.F32, value))
        : CodeBlock.of("$T.$L", Float.class, notFinite(value));
  }

  private static CodeBlock f64(double value) {
    return Double.isFinite(value)
        ? CodeBlock.of("$L", digits(ScalarType.F64, value))
        : CodeBlock.of("$T.$L", Double.class, notFinite(value));
  }

  /** The fewest digits of a finite number, the same on every version of Java. */
  public static String digits(ScalarType type, double value) {
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    return sign + ShortestDecimal.of(type, Math.abs(value));
  }

  private static String notFinite(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
  }
}
