// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Declaration;
import java.util.List;

/** Reports a {@code java_name} or {@code c_name} that is no usable identifier. */
public final class GivenNameRule implements Rule {

  private static final int MAX_LENGTH = 127;

  @Override
  public void check(Check check) {
    check.everyDeclaration().forEach(declaration -> check(check, declaration));
  }

  private static void check(Check check, Declaration declaration) {
    declaration
        .names()
        .java()
        .filter(name -> !isShort(name) || !JavaNames.isUsable(name))
        .ifPresent(
            name ->
                check.report(
                    DiagnosticCode.INVALID_JAVA_NAME,
                    check.places().of(declaration, "java_name"),
                    "'%s' cannot be a name in Java".formatted(Identifier.shortened(name))));
    declaration
        .names()
        .c()
        .filter(name -> !isShort(name) || !CNames.isUsable(name))
        .ifPresent(
            name ->
                check.report(
                    DiagnosticCode.INVALID_C_NAME,
                    check.places().of(declaration, "c_name"),
                    "'%s' cannot be a name in C".formatted(Identifier.shortened(name))));
  }

  /** Whether all names of a declaration are valid; invalid ones are reported elsewhere. */
  static boolean isUsable(Declaration declaration) {
    return Identifier.isValid(declaration.name())
        && declaration.names().java().filter(name -> !JavaNames.isUsable(name)).isEmpty()
        && declaration.names().c().filter(name -> !CNames.isUsable(name)).isEmpty();
  }

  /** Returns the declarations with valid names; only these can collide. */
  static <T extends Declaration> List<T> usable(List<T> declarations) {
    return declarations.stream().filter(GivenNameRule::isUsable).toList();
  }

  private static boolean isShort(String name) {
    return name.length() <= MAX_LENGTH;
  }
}
