// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.ShortestDecimal;
import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values as C spells them: constant expressions without casts, so that the preprocessor, C and C++
 * take them, and that convert to their type without a warning.
 */
final class CLiterals {

  // Longest string literal, after concatenation and with its NUL, that every compiler has to
  // accept: C11, 5.2.4.1.
  private static final int STRING_LIMIT = 4095;

  private CLiterals() {}

  /** An integer by the macros of {@code stdint.h}: {@code UINT32_C(10)}. */
  static String integer(ScalarType type, BigInteger value) {
    String macro =
        (type.kind() == ScalarType.Kind.UNSIGNED ? "UINT" : "INT") + type.bytes() * 8 + "_C";
    if (value.signum() >= 0) {
      return macro + "(" + value + ")";
    }
    // The sign is an operator, so the smallest number has to be computed.
    return value.equals(type.min())
        ? "(-" + macro + "(" + type.max() + ") - 1)"
        : "(-" + macro + "(" + value.negate() + "))";
  }

  /** An unsigned integer in hexadecimal, with all its digits. */
  static String hex(ScalarType type, BigInteger value) {
    String digits = value.toString(16).toUpperCase(Locale.ROOT);
    String zeros = "0".repeat(type.bytes() * 2 - digits.length());
    return "UINT" + type.bytes() * 8 + "_C(0x" + zeros + digits + ")";
  }

  /** A plain {@code int}. */
  static String plain(BigInteger value) {
    return value.equals(ScalarType.I32.min()) ? "-2147483647 - 1" : value.toString();
  }

  /** A number; {@code INFINITY}, {@code HUGE_VAL} and {@code NAN} are those of {@code math.h}. */
  static String number(ScalarType type, double value) {
    if (Double.isNaN(value)) {
      return "NAN";
    }
    if (Double.isInfinite(value)) {
      String infinity = type == ScalarType.F64 ? "HUGE_VAL" : "INFINITY";
      return value > 0 ? infinity : "(-" + infinity + ")";
    }
    String digits = digits(type, value) + (type == ScalarType.F32 ? "f" : "");
    return Double.doubleToRawLongBits(value) < 0 ? "(" + digits + ")" : digits;
  }

  /** The digits of a finite number, for a reader. */
  static String digits(ScalarType type, double value) {
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    return sign + ShortestDecimal.of(type, Math.abs(value));
  }

  /** A character by its code, 0 to 255. */
  static String character(int code) {
    return "'" + escape(code, '\'', false) + "'";
  }

  /** A string literal, with a NUL at its end. */
  static String text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < bytes.length; i++) {
      text.append(escape(bytes[i] & 0xff, '"', i > 0 && bytes[i - 1] == '?'));
    }
    return text.append('"').toString();
  }

  /** A text as string literals that stand one below the other, one for each line. */
  static List<String> lines(String text) {
    return text.lines().map(line -> text(line + "\n")).toList();
  }

  /** Whether a text is longer than every compiler has to accept in one literal. */
  static boolean isLong(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length >= STRING_LIMIT;
  }

  /** The bytes of a text without a NUL, in braces: what fills a {@code char[N]} to its end. */
  static String characters(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> character(bytes[i] & 0xff))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  // Octal escapes have three digits at most; hexadecimal ones would swallow what follows. A second
  // question mark is escaped because two of them start a trigraph.
  private static String escape(int code, char quote, boolean afterQuestionMark) {
    if (code == '\n') {
      return "\\n";
    } else if (code == quote || code == '\\' || (code == '?' && afterQuestionMark)) {
      return "\\" + (char) code;
    } else if (code >= 0x20 && code < 0x7f) {
      return String.valueOf((char) code);
    }
    return "\\%03o".formatted(code);
  }
}
