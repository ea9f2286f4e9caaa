// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.calls;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;

/** During a critical call the JVM waits for it: it must not block, and cannot call Java. */
public final class CriticalRule implements Rule {

  @Override
  public void check(Check check) {
    for (NativeFunction function : check.schema().functions()) {
      if (function.critical()) {
        check(check, function);
      }
    }
  }

  private static void check(Check check, NativeFunction function) {
    if (function.blocking()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_CRITICAL,
                  check.places().of(function, "critical"),
                  "'%s' cannot be critical and blocking".formatted(function.name()))
              .withRelated(check.places().of(function, "blocking"), "blocking here")
              .withHelp("a critical call can stall the whole JVM"));
    }
    for (Parameter parameter : function.signature().parameters()) {
      if (parameter.type() instanceof CallbackPointer) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_CRITICAL,
                    parameter.typeSpan(),
                    "'%s' is critical and cannot take a callback".formatted(function.name()))
                .withRelated(check.places().of(function, "critical"), "critical here")
                .withHelp("a call into Java from a critical call ends the JVM"));
      }
    }
  }
}
