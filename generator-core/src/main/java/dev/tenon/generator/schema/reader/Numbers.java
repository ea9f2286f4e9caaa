// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.yaml.Node.Scalar;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as schemas spell them: what looks like one number in one language is never another. */
final class Numbers {

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*|0x[0-9A-Fa-f]+)");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?0*[0-9]{1,9})?");
  private static final Pattern LEADING_ZERO = Pattern.compile("(-?)0+([1-9][0-9]*|0)");
  private static final Pattern SIZE = Pattern.compile("(.*?[0-9A-Fa-f])([A-Za-z]+)");
  private static final Map<String, Integer> UNITS = Map.of("KiB", 10, "MiB", 20, "GiB", 30);

  private static final Map<String, Integer> TIMES = Map.of("ns", 0, "us", 3, "ms", 6, "s", 9);
  private static final Pattern DURATION = Pattern.compile("(-?[0-9A-Fa-fx]+)(ns|us|ms|s)");

  /** No number of 64 bits needs more characters, and the time to convert stays small. */
  private static final int MAX_CHARACTERS = 400;

  private final Diagnostics diagnostics;

  Numbers(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Reads an integer of any size. */
  Optional<BigInteger> integer(Scalar scalar) {
    String text = scalar.text();
    if (text.length() <= MAX_CHARACTERS && INTEGER.matcher(text).matches()) {
      return Optional.of(toInteger(text));
    }
    report(scalar, "an integer");
    return Optional.empty();
  }

  /** Reads a number of bytes: an integer, with a unit of 1024 bytes if wanted. */
  Optional<BigInteger> size(Scalar scalar) {
    String text = scalar.text();
    Matcher matcher = SIZE.matcher(text);
    if (text.length() > MAX_CHARACTERS || INTEGER.matcher(text).matches() || !matcher.matches()) {
      return integer(scalar);
    }
    Integer shift = UNITS.get(matcher.group(2));
    if (shift == null || !INTEGER.matcher(matcher.group(1)).matches()) {
      diagnostics.report(
          DiagnosticCode.INVALID_NUMBER,
          scalar.span(),
          "'" + Diagnostic.shortened(text) + "' is not a size",
          "sizes are bytes or have the unit KiB, MiB or GiB, such as 1MiB");
      return Optional.empty();
    }
    return Optional.of(toInteger(matcher.group(1)).shiftLeft(shift));
  }

  /** Reads a time as nanoseconds: an integer with a unit. */
  Optional<BigInteger> duration(Scalar scalar) {
    String text = scalar.text();
    Matcher matcher = DURATION.matcher(text);
    if (text.length() > MAX_CHARACTERS
        || !matcher.matches()
        || !INTEGER.matcher(matcher.group(1)).matches()) {
      diagnostics.report(
          DiagnosticCode.INVALID_NUMBER,
          scalar.span(),
          "'" + Diagnostic.shortened(text) + "' is not a time",
          "times have the unit ns, us, ms or s, such as 20ms");
      return Optional.empty();
    }
    return Optional.of(
        toInteger(matcher.group(1)).multiply(BigInteger.TEN.pow(TIMES.get(matcher.group(2)))));
  }

  /** Reads a floating-point number; what is too large becomes infinite. */
  OptionalDouble decimal(Scalar scalar) {
    String text = scalar.text();
    switch (text) {
      case ".nan":
        return OptionalDouble.of(Double.NaN);
      case ".inf":
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-.inf":
        return OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default:
        if (text.length() <= MAX_CHARACTERS && DECIMAL.matcher(text).matches()) {
          return OptionalDouble.of(Double.parseDouble(text));
        }
        report(scalar, "a number");
        return OptionalDouble.empty();
    }
  }

  private static BigInteger toInteger(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    BigInteger magnitude =
        digits.startsWith("0x") ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits);
    return negative ? magnitude.negate() : magnitude;
  }

  private void report(Scalar scalar, String expected) {
    String text = scalar.text();
    String message = "'" + Diagnostic.shortened(text) + "' is not " + expected;
    Optional<String> plain = withoutOrnament(text);
    if (plain.isPresent()) {
      String why =
          text.contains("_")
              ? "without '_'"
              : text.contains("+") ? "without '+'" : "without leading zeros (hexadecimal is 0x…)";
      diagnostics.report(
          DiagnosticCode.INVALID_NUMBER,
          scalar.span(),
          message,
          "write " + plain.get() + ", " + why);
    } else {
      diagnostics.report(DiagnosticCode.INVALID_NUMBER, scalar.span(), message);
    }
  }

  /** Returns the number that a spelling common elsewhere means. */
  private static Optional<String> withoutOrnament(String text) {
    if (text.length() > 40) {
      return Optional.empty();
    }
    String plain = text.replace("_", "").replaceFirst("^\\+", "");
    Matcher zeros = LEADING_ZERO.matcher(plain);
    if (zeros.matches()) {
      plain = zeros.group(1) + zeros.group(2);
    }
    return !plain.equals(text) && DECIMAL.matcher(plain).matches()
            || !plain.equals(text) && INTEGER.matcher(plain).matches()
        ? Optional.of(plain)
        : Optional.empty();
  }
}
