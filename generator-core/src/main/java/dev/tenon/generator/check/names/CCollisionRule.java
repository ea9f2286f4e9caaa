// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Schema;

/**
 * Reports two names that become the same identifier in generated C, where types, functions, enum
 * constants and macros of a header share one scope.
 */
public final class CCollisionRule implements Rule {

  @Override
  public void check(Check check) {
    if (!CUnits.isPossible(check.schema())) {
      return;
    }
    check.schema().imports().forEach(imported -> apart(check, imported));
    NameScopes scopes = new NameScopes(check, Language.C);
    scopes.claim(CUnits.ofImports(check.schema()));
    scopes.claim(CUnits.of(check.schema(), check.layouts()));
    CCalls.parameters(check, scopes.of(CUnits.GLOBAL));
  }

  /** Reports an imported schema whose header would declare the same names. */
  private static void apart(Check check, Schema imported) {
    Schema schema = check.schema();
    if (imported.name().equalsIgnoreCase(schema.name())) {
      clash(check, "schema", "has the same name '" + schema.name() + "'", imported);
    } else if (imported.cPrefix().equals(schema.cPrefix())) {
      clash(check, "c.prefix", "has the same C prefix '" + schema.cPrefix() + "'", imported);
    }
  }

  private static void clash(Check check, String key, String what, Schema imported) {
    check
        .places()
        .ofHeader(key)
        .ifPresent(
            span ->
                check.report(
                    Diagnostic.of(
                            DiagnosticCode.C_COLLISION,
                            span,
                            "imported schema %s %s".formatted(imported.fileName(), what))
                        .withHelp(
                            "change one of them: both headers would declare the same names")));
  }
}
