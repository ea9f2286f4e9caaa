// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.calls;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.diagnostic.Suggestions;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A handle is released by a function that takes it and nothing else, and returns nothing. */
public final class ReleaseRule implements Rule {

  @Override
  public void check(Check check) {
    Map<String, NativeFunction> functions = new HashMap<>();
    check.schema().functions().forEach(f -> functions.putIfAbsent(f.name(), f));
    for (HandleType handle : check.schema().handles()) {
      handle.release().ifPresent(name -> check(check, handle, name, functions));
    }
  }

  private static void check(
      Check check, HandleType handle, String name, Map<String, NativeFunction> functions) {
    Span span = check.places().of(handle, "release");
    NativeFunction function = functions.get(name);
    if (function == null) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_RELEASE,
                  span,
                  "no function '%s' releases '%s'"
                      .formatted(Identifier.shortened(name), Identifier.shortened(handle.name())))
              .withHelp(
                  check.diagnostics().isFull()
                      ? Optional.empty()
                      : Suggestions.help(name, functions.keySet())));
    } else if (check.places().isComplete(function) && !releases(function, handle)) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_RELEASE,
                  span,
                  "function '%s' does not release '%s'"
                      .formatted(function.name(), Identifier.shortened(handle.name())))
              .withRelated(function.span(), "declared here")
              .withHelp(
                  "a release function has one parameter of type %s and returns nothing"
                      .formatted(Identifier.shortened(handle.name()))));
    }
  }

  private static boolean releases(NativeFunction function, HandleType handle) {
    List<Parameter> parameters = function.signature().parameters();
    return function.signature().returns().isEmpty()
        && parameters.size() == 1
        && parameters.get(0).type() instanceof HandlePointer pointer
        && pointer.handle().name().equals(handle.name());
  }
}
