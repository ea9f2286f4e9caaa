// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Declaration;

/**
 * No two names become one in generated Java: classes, also on file systems that ignore case, and
 * members by signature.
 */
public final class JavaCollisionRule implements Rule {

  @Override
  public void check(Check check) {
    if (!JavaUnits.isPossible(check.schema())) {
      return;
    }
    NameScopes scopes = new NameScopes(check, Language.JAVA);
    scopes.claim(JavaUnits.ofImports(check.schema(), check.layouts()));
    scopes.claim(JavaUnits.of(check.schema(), check.layouts()));
    GivenNameRule.usable(check.topLevel()).stream()
        .filter(type -> !JavaIdentifiers.classes(type).isEmpty())
        .forEach(type -> reservedType(check, type));
    check.invocables().forEach(invocable -> JavaCalls.parameters(check, invocable));
  }

  /** A class of such a name would hide one that generated code refers to. */
  private static void reservedType(Check check, Declaration type) {
    type.names()
        .java()
        .filter(JavaNames::isReservedType)
        .ifPresent(
            name ->
                check.report(
                    Diagnostic.of(
                            DiagnosticCode.INVALID_JAVA_NAME,
                            check.places().of(type, Language.JAVA.key()),
                            "generated code uses another class '%s'".formatted(name))
                        .withHelp("such as '%s_'".formatted(name))));
  }
}
