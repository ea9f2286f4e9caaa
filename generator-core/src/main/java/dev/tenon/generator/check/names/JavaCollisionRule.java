// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;

/**
 * Reports two names that become the same in generated Java: class names without regard to case,
 * because some file systems ignore it, and members by signature.
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
    check.invocables().forEach(invocable -> parameters(check, invocable));
  }

  /** Checks the parameters of one method. */
  private static void parameters(Check check, Invocable invocable) {
    NameScope scope = new NameScope(check, Language.JAVA);
    for (Parameter parameter : GivenNameRule.usable(JavaCalls.parameters(invocable.signature()))) {
      scope.claim(parameter, JavaNames.member(parameter));
    }
  }

  /** Reports a class whose name would hide a class that generated code uses. */
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
                            "generated code uses another class named '%s'".formatted(name))
                        .withHelp("give it another java_name, such as '%s_'".formatted(name))));
  }
}
