// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.naming.Spelling;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import dev.tenon.generator.schema.Yields.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Advises against names that generated code spells otherwise: reserved words and names that collide
 * get a trailing underscore, and unusual spellings are hard to read in one of the languages. A name
 * given with {@code java_name} or {@code c_name} is never advised against.
 */
public final class ReadableNameRule implements Rule {

  @Override
  public void check(Check check) {
    Set<StructType> events = check.events();
    for (Declaration declaration : check.topLevel()) {
      if (!events.contains(declaration)) {
        check(check, null, declaration);
      }
    }
  }

  /**
   * Checks a name and those of its parts.
   *
   * @param owner declaration that it is a part of; null for none
   */
  private static void check(Check check, Declaration owner, Declaration declaration) {
    List<Changed> changed = changed(owner, declaration);
    yielded(check, owner, declaration);
    // At most one warning a name: the recommended spelling may be a reserved word itself.
    if (!changed.isEmpty()) {
      reserved(check, declaration, changed);
    } else if (!isTakenFromElsewhere(owner) && !isForeign(declaration)) {
      spelling(check, declaration);
    }
    for (Declaration part : Check.parts(declaration)) {
      check(check, declaration, part);
    }
  }

  /** Whether the names of parts come from a foreign header or from the values of an enum. */
  private static boolean isTakenFromElsewhere(Declaration owner) {
    return (owner instanceof StructType struct && struct.extern().isPresent())
        || (owner instanceof UnionType union && union.tag().isPresent());
  }

  /** Whether it is one of those values and functions that a foreign header has named. */
  private static boolean isForeign(Declaration declaration) {
    return declaration.foreign().isPresent() && !(declaration instanceof Type);
  }

  private static void spelling(Check check, Declaration declaration) {
    Spelling spelling = Spelling.of(declaration);
    if (!spelling.fits(declaration.name())
        && declaration.names().java().isEmpty()
        && declaration.names().c().isEmpty()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.UNREADABLE_NAME,
                  declaration.span(),
                  "'%s' should be in %s".formatted(declaration.name(), spelling.label()))
              .withHelp(
                  "write '%s', or keep the name and give a java_name or c_name"
                      .formatted(spelling.of(declaration.name()))));
    }
  }

  /** Warns of names that got a trailing {@code _} because of a collision. */
  private static void yielded(Check check, Declaration owner, Declaration declaration) {
    for (Language language : Language.values()) {
      boolean java = language == Language.JAVA;
      String label = java ? "Java" : "C";
      String end = declaration.names().yields().end(language, "");
      if (!end.isEmpty()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.UNREADABLE_NAME,
                    declaration.span(),
                    "'%s' becomes '%s' in %s, because that name is taken"
                        .formatted(
                            declaration.name(),
                            java ? java(declaration) : c(check, owner, declaration),
                            label))
                .withHelp("rename it, or give it a " + (java ? "java_name" : "c_name")));
      } else if (declaration.names().yields().hasYielded(language)) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.UNREADABLE_NAME,
                    declaration.span(),
                    "names generated for '%s' get a trailing '_' in %s, because they collide with others"
                        .formatted(declaration.name(), label))
                .withHelp("rename it, or give it a " + (java ? "java_name" : "c_name")));
      }
    }
  }

  private static String java(Declaration declaration) {
    return switch (Spelling.of(declaration)) {
      case UPPER_SNAKE_CASE -> JavaNames.constant(declaration);
      case PASCAL_CASE -> JavaNames.type(declaration);
      case SNAKE_CASE -> JavaNames.member(declaration);
    };
  }

  private static String c(Check check, Declaration owner, Declaration declaration) {
    Schema schema = check.schema();
    return switch (Spelling.of(declaration)) {
      case UPPER_SNAKE_CASE ->
          owner == null
              ? CNames.constant(schema, declaration)
              : CNames.value(schema, owner, declaration);
      case PASCAL_CASE -> CNames.type(schema, declaration);
      case SNAKE_CASE ->
          owner == null ? CNames.type(schema, declaration) : CNames.stem(declaration);
    };
  }

  /** Spelling of a name in a language that reserves it. */
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
                "'%s' is reserved and becomes %s".formatted(declaration.name(), becomes))
            .withHelp("rename it, or give it " + keys));
  }

  private static String joined(List<Changed> changed, Function<Changed, String> part) {
    return changed.stream().map(part).collect(Collectors.joining(" and "));
  }

  private static List<Changed> changed(Declaration owner, Declaration declaration) {
    String same = declaration.name();
    if (declaration instanceof Field) {
      return changed(declaration, JavaNames.member(declaration), CNames.member(declaration));
    } else if (declaration instanceof Parameter parameter) {
      String c = CNames.parameter((Invocable) owner, parameter);
      return changed(declaration, JavaNames.member(declaration), c);
    } else if (declaration instanceof ReservedBytes) {
      return changed(declaration, same, CNames.member(declaration));
    } else if (declaration instanceof Section) {
      return changed(declaration, JavaNames.section(declaration), same);
    } else if (declaration instanceof NativeFunction || declaration instanceof Export) {
      return changed(declaration, JavaNames.member(declaration), same);
    } else if (Spelling.of(declaration) == Spelling.PASCAL_CASE) {
      return changed(declaration, JavaNames.type(declaration), same);
    }
    return List.of();
  }

  private static List<Changed> changed(Declaration declaration, String java, String c) {
    List<Changed> changed = new ArrayList<>();
    if (declaration.names().java().isEmpty()
        && java.endsWith("_")
        && declaration.names().yields().end(Language.JAVA, "").isEmpty()) {
      changed.add(new Changed("Java", java, "java_name"));
    }
    if (declaration.names().c().isEmpty()
        && c.equals(declaration.name() + "_")
        && declaration.names().yields().end(Language.C, "").isEmpty()) {
      changed.add(new Changed("C", c, "c_name"));
    }
    return changed;
  }
}
