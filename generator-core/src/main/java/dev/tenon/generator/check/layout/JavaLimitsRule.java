// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.DeclarationKind;
import dev.tenon.generator.schema.EnumType;
import java.util.List;

/**
 * Declarations whose Java no compiler takes: a class has at most 65535 constants, and a method at
 * most 65535 bytes of code (Java Virtual Machine Specification 25, 4.7.3 and 4.11).
 */
public final class JavaLimitsRule implements Rule {

  /** Each value takes up to 19 bytes of the initializer, each alias 6. */
  static final int MAX_VALUES = 3000;

  /** A bounded list takes some forty constants; other fields take fewer. */
  static final int MAX_FIELDS = 1000;

  /** One initializer binds all functions, one all exports. */
  static final int MAX_CALLS = 1000;

  /** One class has all constants. */
  static final int MAX_CONSTANTS = 20_000;

  @Override
  public void check(Check check) {
    for (EnumType type : check.schema().enums()) {
      limit(check, type, Check.parts(type), "values and aliases", MAX_VALUES);
    }
    for (Composite composite : check.schema().composites()) {
      limit(check, composite, composite.fields(), "fields", MAX_FIELDS);
    }
    limit(check, check.schema().constants(), "constants", MAX_CONSTANTS);
    limit(check, check.schema().functions(), "functions", MAX_CALLS);
    limit(check, check.schema().exports(), "exports", MAX_CALLS);
    limit(check, check.schema().callbacks(), "callbacks", MAX_CALLS);
  }

  private static void limit(
      Check check, Declaration owner, List<?> members, String what, int limit) {
    if (members.size() > limit) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.TOO_MANY_FOR_JAVA,
                  owner.span(),
                  "%s '%s' has %d %s; a Java class holds at most %d"
                      .formatted(
                          DeclarationKind.of(owner), owner.name(), members.size(), what, limit))
              .withHelp("divide it"));
    }
  }

  private static void limit(
      Check check, List<? extends Declaration> members, String what, int limit) {
    if (members.size() > limit) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.TOO_MANY_FOR_JAVA,
                  members.get(limit).span(),
                  "the schema has %d %s; a Java class holds at most %d"
                      .formatted(members.size(), what, limit))
              .withHelp("move some into another schema"));
    }
  }
}
