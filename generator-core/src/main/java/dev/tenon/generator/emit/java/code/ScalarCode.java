// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.ShortestDecimal;
import dev.tenon.generator.naming.JavaScalar;
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

  /** Returns code that makes the value for a caller of the bits that the layout reads. */
  public CodeBlock decode(ScalarType type, CodeBlock bits) {
    JavaScalar java = JavaScalar.of(type);
    return switch (java.reading()) {
      case SAME -> bits;
      case WIDENED -> CodeBlock.of("$L & $L", bits, java.stored().mask());
      case BOOLEAN -> CodeBlock.of("$L != 0", bits);
      case CHARACTER -> CodeBlock.of("(char) ($L & $L)", bits, java.stored().mask());
    };
  }

  /** From what the caller gives to what the layout writes; refuses what is out of limits. */
  public CodeBlock encode(ScalarType type, Limits limits, String label, CodeBlock value) {
    return limits.isEmpty()
        ? encode(type, label, value)
        : narrowed(
            type,
            CodeBlock.of(
                "$L($S,$W$L,$W$L,$W$L)",
                types.support().use(limited(type)),
                label,
                value,
                limits.min().map(limit -> value(type, limit)).orElseGet(() -> least(type)),
                limits.max().map(limit -> value(type, limit)).orElseGet(() -> most(type))));
  }

  private static String limited(ScalarType type) {
    return switch (JavaScalar.of(type).stored()) {
      case FLOAT -> "limitedFloat";
      case DOUBLE -> "limitedDouble";
      case LONG -> type.isUnsigned() ? "limitedUnsigned" : "limited";
      case BYTE, SHORT, INT -> "limited";
    };
  }

  /** A number of the type that stands for the scalar, which is known to fit. */
  public static CodeBlock stored(ScalarType type, CodeBlock number) {
    return type.kind() == ScalarType.Kind.UNSIGNED ? narrowed(type, number) : number;
  }

  /** Casts a number that is known to fit into what is stored. */
  private static CodeBlock narrowed(ScalarType type, CodeBlock number) {
    JavaScalar.Stored stored = JavaScalar.of(type).stored();
    return switch (stored) {
      case BYTE, SHORT, INT -> CodeBlock.of("($T) $L", stored.type(), number);
      case LONG, FLOAT, DOUBLE -> number;
    };
  }

  private static CodeBlock least(ScalarType type) {
    return switch (type.kind()) {
      case FLOAT -> real(type, Double.NEGATIVE_INFINITY);
      case UNSIGNED, SIGNED, BOOL, CHAR -> integer(type, type.min());
    };
  }

  private static CodeBlock most(ScalarType type) {
    return switch (type.kind()) {
      case FLOAT -> real(type, Double.POSITIVE_INFINITY);
      case UNSIGNED, SIGNED, BOOL, CHAR -> integer(type, type.max());
    };
  }

  /** From what the caller gives to what the layout writes; refuses what does not fit. */
  public CodeBlock encode(ScalarType type, String label, CodeBlock value) {
    JavaScalar java = JavaScalar.of(type);
    return switch (java.reading()) {
      case SAME -> value;
      case WIDENED, CHARACTER ->
          CodeBlock.of("$L($S, $L)", types.support().use(type.spelling() + "Bits"), label, value);
      case BOOLEAN -> CodeBlock.of("($T) ($L ? 1 : 0)", java.stored().type(), value);
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
      return real(type, number.value());
    }
    throw new IllegalArgumentException(literal + " is not a scalar");
  }

  /** Returns a value as the layout writes it. */
  public static CodeBlock bits(ScalarType type, Literal literal) {
    JavaScalar java = JavaScalar.of(type);
    return switch (java.reading()) {
      case BOOLEAN -> CodeBlock.of("($T) 1", java.stored().type());
      case CHARACTER ->
          CodeBlock.of("($T) $L", java.stored().type(), ((CharLiteral) literal).value());
      case WIDENED -> narrowed(type, value(type, literal));
      case SAME ->
          // A literal is an int at least.
          type.bytes() < Integer.BYTES
              ? narrowed(type, value(type, literal))
              : value(type, literal);
    };
  }

  /** Returns the value that new memory has. */
  public static CodeBlock zero(ScalarType type) {
    return switch (type.kind()) {
      case UNSIGNED, SIGNED -> integer(type, BigInteger.ZERO);
      case FLOAT -> real(type, 0);
      case BOOL -> CodeBlock.of("false");
      case CHAR -> character(0);
    };
  }

  /** Returns an integer as a literal of the type that callers see. */
  public static CodeBlock integer(ScalarType type, BigInteger number) {
    if (!JavaScalar.of(type).value().equals(TypeName.LONG)) {
      return CodeBlock.of("$L", number);
    }
    // Java has no literal above the largest long but in hexadecimal.
    return number.compareTo(MAX_LONG) > 0
        ? CodeBlock.of("0x$LL", number.toString(16).toUpperCase(Locale.ROOT))
        : CodeBlock.of("$LL", number);
  }

  private static CodeBlock real(ScalarType type, double value) {
    return JavaScalar.of(type).value().equals(TypeName.FLOAT) ? f32((float) value) : f64(value);
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
