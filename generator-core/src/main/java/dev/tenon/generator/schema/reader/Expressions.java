// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.reader.TypeTable.DeclaredConstant;
import dev.tenon.generator.yaml.Node.Scalar;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Integers that are computed from numbers and constants: {@code DEPTH * 2}, {@code (A + 1) * B}.
 * Multiplication and division bind closer; division cuts towards zero, as in C and Java.
 */
final class Expressions {

  private static final Pattern TOKEN =
      Pattern.compile(" *(?:([0-9][A-Za-z0-9_]*)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/()]))");
  private static final Pattern COMPUTED =
      Pattern.compile("- *[A-Za-z_(].*|[(].*|.*[A-Za-z0-9_)] *[-+*/%&|^~(].*");
  private static final Pattern FLOAT = Pattern.compile("-?[0-9.]+[eE][-+][0-9]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final int MAX_CHARACTERS = 200;

  /** No intermediate result of a sensible size needs more. */
  private static final int MAX_BITS = 128;

  private final Reading reading;
  private final TypeTable table;

  Expressions(Reading reading, TypeTable table) {
    this.reading = reading;
    this.table = table;
  }

  /** Whether a text is more than one number: a name, or something to compute. */
  static boolean isComputed(String text) {
    return NAME.matcher(text).matches()
        || (COMPUTED.matcher(text).matches() && !FLOAT.matcher(text).matches());
  }

  /** Returns the value of an expression; nothing when it has none, which is reported. */
  Optional<BigInteger> evaluate(Scalar scalar) {
    if (scalar.text().length() > MAX_CHARACTERS) {
      report(
          scalar.span(), "the expression is longer than %d characters".formatted(MAX_CHARACTERS));
      return Optional.empty();
    }
    return new Evaluation(scalar).whole();
  }

  private void report(Span span, String message) {
    reading.report(
        Diagnostic.of(DiagnosticCode.INVALID_EXPRESSION, span, message)
            .withHelp("integers and constants with + - * / and parentheses, such as DEPTH * 2"));
  }

  /** One way through one text. An error is reported once and ends it. */
  private final class Evaluation {

    private final Scalar scalar;
    private final Matcher matcher;
    private String token = "";
    private int start;
    private int end;
    private boolean failed;

    Evaluation(Scalar scalar) {
      this.scalar = scalar;
      this.matcher = TOKEN.matcher(scalar.text());
    }

    Optional<BigInteger> whole() {
      advance();
      BigInteger value = sum();
      if (!failed && !token.isEmpty()) {
        fail("'" + token + "' does not belong here");
      }
      return failed ? Optional.empty() : Optional.of(value);
    }

    private void advance() {
      if (failed) {
        token = "";
        return;
      }
      String text = scalar.text();
      matcher.region(end, text.length());
      if (matcher.lookingAt()) {
        int group = matcher.group(1) != null ? 1 : matcher.group(2) != null ? 2 : 3;
        token = matcher.group(group);
        start = matcher.start(group);
        end = matcher.end();
      } else if (text.substring(end).isBlank()) {
        token = "";
        start = end;
      } else {
        String rest = text.substring(end).strip();
        start = text.indexOf(rest, end);
        end = start + rest.length();
        fail("'" + Diagnostic.shortened(rest) + "' is not allowed in an expression");
      }
    }

    private BigInteger sum() {
      BigInteger value = product();
      while (token.equals("+") || token.equals("-")) {
        boolean plus = token.equals("+");
        advance();
        BigInteger other = product();
        value = bounded(plus ? value.add(other) : value.subtract(other));
      }
      return value;
    }

    private BigInteger product() {
      BigInteger value = factor();
      while (token.equals("*") || token.equals("/")) {
        boolean times = token.equals("*");
        advance();
        Span place = place();
        BigInteger other = factor();
        if (!times && other.signum() == 0 && !failed) {
          failAt(place, "'%s' divides by zero".formatted(shown()));
        }
        if (!failed) {
          value = bounded(times ? value.multiply(other) : value.divide(other));
        }
      }
      return value;
    }

    private BigInteger factor() {
      if (failed) {
        return BigInteger.ZERO;
      }
      String found = token;
      if (found.equals("-")) {
        advance();
        return factor().negate();
      } else if (found.equals("(")) {
        advance();
        BigInteger value = sum();
        if (!token.equals(")") && !failed) {
          fail("')' is missing in '%s'".formatted(shown()));
        }
        advance();
        return value;
      } else if (found.isEmpty() || "+*/)".contains(found)) {
        fail(
            found.isEmpty()
                ? "a number or a constant is missing in '%s'".formatted(shown())
                : "'%s' does not belong here in '%s'".formatted(found, shown()));
        return BigInteger.ZERO;
      }
      Optional<BigInteger> value =
          Character.isDigit(found.charAt(0))
              ? reading.numbers().size(new Scalar(found, false, place()))
              : constant(found, place());
      failed |= value.isEmpty();
      advance();
      return bounded(value.orElse(BigInteger.ZERO));
    }

    private BigInteger bounded(BigInteger value) {
      if (value.bitLength() > MAX_BITS && !failed) {
        failAt(scalar.span(), "the value of '%s' is out of range".formatted(shown()));
      }
      return failed ? BigInteger.ZERO : value;
    }

    private Span place() {
      return scalar.part(start, Math.max(end, start + 1));
    }

    private String shown() {
      return Diagnostic.shortened(scalar.text());
    }

    private void fail(String message) {
      failAt(place(), message);
    }

    private void failAt(Span span, String message) {
      if (!failed) {
        report(span, message);
      }
      failed = true;
      token = "";
    }
  }

  /** Returns the value of a constant that is an integer. */
  private Optional<BigInteger> constant(String name, Span span) {
    DeclaredConstant declared = table.declaredConstant(name);
    if (declared == null) {
      if (table.isWhole()) {
        reading.report(
            Diagnostic.of(
                    DiagnosticCode.UNKNOWN_CONSTANT,
                    span,
                    "unknown constant '" + Diagnostic.shortened(name) + "'")
                .withHelp(
                    reading
                        .didYouMean(name, table.constantNames())
                        .orElse("write a number, or declare it under constants")));
      }
      return Optional.empty();
    }
    Optional<Constant> constant = table.constant(name);
    if (constant.isPresent()
        && constant.get().type() instanceof ScalarType
        && constant.get().value() instanceof IntegerLiteral integer) {
      return Optional.of(integer.value());
    }
    boolean couldBeOne = ScalarType.of(declared.type()).filter(ScalarType::isInteger).isPresent();
    if (constant.isPresent() || !(couldBeOne || declared.type().isEmpty())) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_EXPRESSION,
                  span,
                  "constant '%s' is %s, not an integer".formatted(name, declared.type()))
              .withRelated(declared.span(), "declared here"));
    } else if (!table.isConstantRead(name)) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_CONSTANT,
                  span,
                  "constant '" + name + "' is declared later")
              .withRelated(declared.span(), "declared here")
              .withHelp("a constant can use only those declared above it"));
    }
    return Optional.empty();
  }
}
