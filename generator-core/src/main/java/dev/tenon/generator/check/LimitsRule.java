// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import java.util.Optional;

/** {@code min} is not above {@code max}, and a default lies between them. */
final class LimitsRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      for (Field field : struct.fields()) {
        if (!field.limits().isEmpty()) {
          check(check, field);
        }
      }
    }
  }

  private static void check(Check check, Field field) {
    Optional<Literal> min = field.limits().min();
    Optional<Literal> max = field.limits().max();
    if (!field.bits().isEmpty()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_LIMIT,
                  check.places().of(field, min.isPresent() ? "min" : "max"),
                  "'%s' has names for its bits, which are set without regard to a limit"
                      .formatted(field.name()))
              .withHelp("leave the limit out, or put the bits into a field of their own"));
      return;
    }
    for (Optional<Literal> limit : List.of(min, max)) {
      if (limit.isPresent() && isNan(limit.get())) {
        check.report(
            DiagnosticCode.INVALID_LIMIT,
            check.places().of(field, limit == min ? "min" : "max"),
            "nothing can be compared with .nan");
        return;
      }
    }
    if (min.isPresent() && max.isPresent() && isAbove(min.get(), max.get())) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_LIMIT,
                  check.places().of(field, "min"),
                  "'min' of '%s' is above its 'max'".formatted(field.name()))
              .withRelated(check.places().of(field, "max"), "the other limit"));
    }
    Optional<Literal> value = field.defaultValue();
    boolean below = value.isPresent() && min.isPresent() && isAbove(min.get(), value.get());
    boolean above = value.isPresent() && max.isPresent() && isAbove(value.get(), max.get());
    if (below || above) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.DEFAULT_OUT_OF_LIMITS,
                  check.places().of(field, "default"),
                  "the default of '%s' is %s"
                      .formatted(field.name(), below ? "below its 'min'" : "above its 'max'"))
              .withRelated(check.places().of(field, below ? "min" : "max"), "the limit"));
    }
  }

  private static boolean isNan(Literal literal) {
    return literal instanceof FloatLiteral number && Double.isNaN(number.value());
  }

  private static boolean isAbove(Literal a, Literal b) {
    if (a instanceof IntegerLiteral first && b instanceof IntegerLiteral second) {
      return first.value().compareTo(second.value()) > 0;
    }
    return a instanceof FloatLiteral first
        && b instanceof FloatLiteral second
        && first.value() > second.value();
  }
}
