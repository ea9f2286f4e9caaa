// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * {@code min} is not above {@code max}, and a default lies between them. So does the zero that a
 * field without one reads as where the writer did not have it; a field that all writers have may
 * insist on being written.
 */
public final class LimitsRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      for (Field field : struct.fields()) {
        if (!field.limits().isEmpty()) {
          check(check, struct, field);
        }
      }
    }
  }

  private static void check(Check check, StructType struct, Field field) {
    Optional<Literal> min = field.limits().min();
    Optional<Literal> max = field.limits().max();
    if (!field.bits().isEmpty()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_LIMIT,
                  check.places().of(field, min.isPresent() ? "min" : "max"),
                  "'%s' has named bits, which are set without a limit check"
                      .formatted(field.name()))
              .withHelp("remove the limit, or put the bits into a separate field"));
      return;
    }
    for (Optional<Literal> limit : List.of(min, max)) {
      if (limit.isPresent() && isNan(limit.get())) {
        check.report(
            DiagnosticCode.INVALID_LIMIT,
            check.places().of(field, limit == min ? "min" : "max"),
            "'%s' of '%s' cannot be .nan".formatted(limit == min ? "min" : "max", field.name()));
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
    if (field.defaultValue().isPresent()) {
      String exceeded = exceeded(field, field.defaultValue().get());
      if (!exceeded.isEmpty()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.DEFAULT_OUT_OF_LIMITS,
                    check.places().of(field, "default"),
                    "the default of '%s' is %s its '%s'"
                        .formatted(field.name(), beyond(exceeded), exceeded))
                .withRelated(check.places().of(field, exceeded), "the limit"));
      }
    } else if (field.since() > struct.since() && field.type() instanceof ScalarType type) {
      String exceeded = exceeded(field, zero(type));
      if (!exceeded.isEmpty()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.ABSENT_OUT_OF_LIMITS,
                    check.places().of(field, exceeded),
                    "'%s' reads as 0 in data of earlier versions, which is %s its '%s'"
                        .formatted(field.name(), beyond(exceeded), exceeded))
                .withHelp("give it a 'default' within its limits"));
      }
    }
  }

  /** The key of the limit beyond which a value lies, empty when it is within both. */
  private static String exceeded(Field field, Literal value) {
    Limits limits = field.limits();
    if (limits.min().isPresent() && isAbove(limits.min().get(), value)) {
      return "min";
    }
    return limits.max().isPresent() && isAbove(value, limits.max().get()) ? "max" : "";
  }

  private static String beyond(String limit) {
    return limit.equals("min") ? "below" : "above";
  }

  private static Literal zero(ScalarType type) {
    return type.isInteger() ? new IntegerLiteral(BigInteger.ZERO) : new FloatLiteral(0);
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
