// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.naming.Spelling;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names that generated code spells as nobody would have: what a language reserves gets a trailing
 * underscore, and C members are spelled as in the schema. Whoever gives a name for a language has
 * decided about it.
 */
final class ReadableNameRule implements Rule {

  @Override
  public void check(Check check) {
    check
        .everyDeclaration()
        .filter(declaration -> !(declaration instanceof Parameter))
        .forEach(declaration -> check(check, declaration, changed(declaration)));
    for (Invocable owner : check.invocables()) {
      for (Parameter parameter : Check.parameters(owner)) {
        check(check, parameter, changed(owner, parameter));
      }
    }
  }

  /** Says one thing of a name: the spelling that it should have could be a reserved word, too. */
  private static void check(Check check, Declaration declaration, List<Changed> changed) {
    Spelling spelling = spelling(declaration);
    if (!changed.isEmpty()) {
      reserved(check, declaration, changed);
    } else if (!spelling.fits(declaration.name())
        && declaration.names().java().isEmpty()
        && declaration.names().c().isEmpty()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.UNREADABLE_NAME,
                  declaration.span(),
                  "'%s' is not in %s, as names of this kind are"
                      .formatted(declaration.name(), spelling.label()))
              .withHelp(
                  "write '%s', or keep it by giving a java_name or c_name"
                      .formatted(spelling.of(declaration.name()))));
    }
  }

  /** What a name becomes in a language that reserves it. */
  private record Changed(String language, String name, String key) {}

  private static void reserved(Check check, Declaration declaration, List<Changed> changed) {
    String becomes =
        changed.stream().map(Changed::name).distinct().count() == 1
            ? "'%s' in %s".formatted(changed.get(0).name(), joined(changed, Changed::language))
            : joined(changed, one -> "'%s' in %s".formatted(one.name(), one.language()));
    String keys = joined(changed, one -> "a " + one.key());
    check.report(
        Diagnostic.of(
                DiagnosticCode.UNREADABLE_NAME,
                declaration.span(),
                "'%s' is reserved, and becomes %s".formatted(declaration.name(), becomes))
            .withHelp("rename it, or give it " + keys));
  }

  private static String joined(List<Changed> changed, Function<Changed, String> part) {
    return changed.stream().map(part).collect(Collectors.joining(" and "));
  }

  private static List<Changed> changed(Declaration declaration) {
    if (declaration instanceof Field) {
      return changed(declaration, JavaNames.member(declaration), CNames.member(declaration));
    } else if (declaration instanceof Section) {
      String member = JavaNames.member(declaration);
      boolean taken = JavaCollisionRule.REGION_MEMBERS.contains(member);
      return changed(declaration, taken ? member + "_" : member, declaration.name());
    } else if (declaration instanceof NativeFunction || declaration instanceof Export) {
      return changed(declaration, JavaNames.member(declaration), declaration.name());
    } else if (declaration instanceof Constant
        || declaration instanceof EnumValue
        || declaration instanceof FlagBit) {
      return List.of();
    }
    return changed(declaration, JavaNames.type(declaration), declaration.name());
  }

  private static List<Changed> changed(Invocable owner, Parameter parameter) {
    return changed(parameter, JavaNames.member(parameter), CNames.parameter(owner, parameter));
  }

  private static List<Changed> changed(Declaration declaration, String java, String c) {
    List<Changed> changed = new ArrayList<>();
    if (declaration.names().java().isEmpty() && java.endsWith("_")) {
      changed.add(new Changed("Java", java, "java_name"));
    }
    if (declaration.names().c().isEmpty() && c.equals(declaration.name() + "_")) {
      changed.add(new Changed("C", c, "c_name"));
    }
    return changed;
  }

  private static Spelling spelling(Declaration declaration) {
    if (declaration instanceof Constant
        || declaration instanceof EnumValue
        || declaration instanceof FlagBit) {
      return Spelling.UPPER_SNAKE_CASE;
    } else if (declaration instanceof Field
        || declaration instanceof Parameter
        || declaration instanceof NativeFunction
        || declaration instanceof Export
        || declaration instanceof Section) {
      return Spelling.SNAKE_CASE;
    }
    return Spelling.PASCAL_CASE;
  }
}
