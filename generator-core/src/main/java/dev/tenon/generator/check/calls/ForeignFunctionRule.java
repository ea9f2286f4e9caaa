// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.calls;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;

/** Checks what is told of the prototypes of foreign functions; whether it is true, C proves. */
public final class ForeignFunctionRule implements Rule {

  @Override
  public void check(Check check) {
    for (Invocable invocable : check.invocables()) {
      boolean foreign = invocable instanceof NativeFunction && invocable.foreign().isPresent();
      for (Parameter parameter : Check.parameters(invocable)) {
        if (foreign && parameter.type() instanceof CallbackPointer) {
          report(
              check,
              parameter.typeSpan(),
              "'%s' of a foreign header cannot take the callback '%s'"
                  .formatted(invocable.name(), parameter.name()),
              "declare a function of your own that takes it and calls the foreign one");
        }
        if (parameter.cType().isPresent()) {
          String name = "'" + parameter.name() + "'";
          check(check, check.places().of(parameter, "c_type"), foreign, name, parameter.type());
        }
      }
      if (invocable.signature().cResult().isPresent()) {
        Span span = check.places().of(invocable, "returns");
        if (!foreign) {
          refuse(check, span, "the result");
        } else {
          invocable
              .signature()
              .returns()
              .ifPresent(type -> check(check, span, true, "the result", type));
        }
      }
    }
  }

  private static void check(
      Check check, Span span, boolean foreign, String what, ParameterType type) {
    if (!foreign) {
      refuse(check, span, what);
    } else if (type instanceof ByValue value
        && (value.type() instanceof StructType
            || ScalarType.holding(value.type()).kind() == ScalarType.Kind.FLOAT)) {
      report(
          check,
          span,
          "%s of type %s cannot have a 'c_type'".formatted(what, type.spelling()),
          value.type() instanceof StructType
              ? "name the C type in 'extern' of the struct"
              : "remove it: f32 is float, f64 is double");
    }
  }

  private static void refuse(Check check, Span span, String what) {
    report(
        check,
        span,
        "%s has a 'c_type', but no foreign header has a prototype".formatted(what),
        "remove it, or name the header in 'extern' of the function");
  }

  private static void report(Check check, Span span, String message, String help) {
    check.report(Diagnostic.of(DiagnosticCode.FOREIGN_PROTOTYPE, span, message).withHelp(help));
  }
}
