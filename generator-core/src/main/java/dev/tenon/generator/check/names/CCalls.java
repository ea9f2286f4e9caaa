// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;

/** Checks parameters of calls in generated C. */
final class CCalls {

  private CCalls() {}

  /**
   * Checks the parameters of all callbacks, functions and exports.
   *
   * @param global enclosing scope, whose names parameters must not hide
   */
  static void parameters(Check check, NameScope global) {
    for (Invocable invocable : check.invocables()) {
      NameScope scope = new NameScope(check, Language.C);
      for (Parameter parameter : GivenNameRule.usable(Check.parameters(invocable))) {
        String name = CNames.parameter(invocable, parameter);
        if (global.has(name)) {
          scope.reserve(name);
        }
        scope.claim(parameter, name);
      }
    }
  }
}
