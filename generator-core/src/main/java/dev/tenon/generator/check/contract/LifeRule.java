// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.contract;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.HashSet;
import java.util.Set;

/** {@code since} names a version that there is, and no part is older than the whole. */
public final class LifeRule implements Rule {

  /** Values of 'deprecated' that give no reason. */
  private static final Set<String> NO_REASONS = Set.of("", "true", "false", "yes", "no");

  private static final int MAX_VERSION = 65_535;

  /** The layout of each is a text of its own, which the text of today refers to. */
  private static final int MAX_VERSIONS = 1000;

  @Override
  public void check(Check check) {
    Set<StructType> events = check.events();
    Life life = new Life(check, version(check), new HashSet<>());
    for (Declaration declaration : check.topLevel()) {
      if (!events.contains(declaration)) {
        life.check(declaration, 1, null);
      }
    }
  }

  /** Against a version that is wrong itself everything would be wrong. */
  private static int version(Check check) {
    int version = check.schema().version();
    boolean known =
        check.places().ofHeader("version").isPresent() && version >= 1 && version <= MAX_VERSION;
    return known ? version : MAX_VERSION;
  }

  /**
   * One look at a schema.
   *
   * @param version the latest that can be meant
   * @param versions in which something came, as far as it has been looked at
   */
  private record Life(Check check, int version, Set<Integer> versions) {

    void check(Declaration declaration, int ownerSince, Declaration owner) {
      if (declaration.since() < 1 || declaration.since() > version) {
        outOfRange(declaration);
      } else if (owner != null
          && declaration.since() < ownerSince
          && !check.places().of(declaration, "since").equals(declaration.span())) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.SINCE_BEFORE_OWNER,
                    check.places().of(declaration, "since"),
                    "'%s' is older than '%s', which contains it"
                        .formatted(declaration.name(), owner.name()))
                .withRelated(owner.span(), "since version " + ownerSince));
      }
      if (versions.add(declaration.since()) && versions.size() == MAX_VERSIONS + 1) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.TOO_MANY_VERSIONS,
                    check.places().of(declaration, "since"),
                    "the schema has more than %d different 'since' versions"
                        .formatted(MAX_VERSIONS))
                .withHelp("start a new contract once the first versions are no longer used"));
      }
      reason(declaration);
      int since = Math.max(ownerSince, declaration.since());
      if (declaration instanceof Field field) {
        type(field, field.valueType(), field.typeSpan(), since);
      } else if (declaration instanceof Section section) {
        Span span = check.places().of(section, section.typeKey());
        section.placed().forEach(type -> type(section, type, span, since));
      } else if (declaration instanceof UnionType union) {
        arms(union);
      }
      for (Declaration part : Check.parts(declaration)) {
        check(part, since, declaration);
      }
    }

    private void outOfRange(Declaration declaration) {
      boolean late = declaration.since() > version;
      // A number beyond all integers is kept as the largest one.
      String since = check.places().of(declaration, "since").text();
      check.report(
          Diagnostic.of(
                  DiagnosticCode.SINCE_OUT_OF_RANGE,
                  check.places().of(declaration, "since"),
                  late
                      ? "'%s' has 'since: %s', but the schema is version %d"
                          .formatted(declaration.name(), since, version)
                      : "'%s' has 'since: %s'".formatted(declaration.name(), since))
              .withHelp(late ? "raise 'version' of the schema" : "the first version is 1"));
    }

    private void reason(Declaration declaration) {
      if (declaration.deprecated().filter(NO_REASONS::contains).isPresent()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_DEPRECATED,
                    check.places().of(declaration, "deprecated"),
                    "'deprecated' of '%s' needs a reason".formatted(declaration.name()))
                .withHelp("name the replacement"));
      }
    }

    private void type(Declaration user, Type type, Span span, int since) {
      if (type instanceof Declaration declared
          && !check.schema().isImported(declared)
          && declared.since() > since) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.SINCE_BEFORE_OWNER,
                    span,
                    "'%s' is older than its type '%s'".formatted(user.name(), declared.name()))
                .withRelated(declared.span(), "since version " + declared.since())
                .withHelp(
                    (user instanceof Section ? "append it with" : "give it")
                        + " 'since: %d'".formatted(declared.since())));
      }
    }

    /** Nobody could tell that an arm is there before its value was there. */
    private void arms(UnionType union) {
      if (union.tag().isEmpty() || check.schema().isImported(union.tag().get())) {
        return;
      }
      for (Field arm : union.arms()) {
        EnumValue value = union.tagOf(arm);
        if (Math.max(union.since(), arm.since()) < value.since()) {
          check.report(
              Diagnostic.of(
                      DiagnosticCode.SINCE_BEFORE_OWNER,
                      check.places().of(arm, "since"),
                      "the arm '%s' is older than its tag value".formatted(arm.name()))
                  .withRelated(value.span(), "since version " + value.since())
                  .withHelp("give it 'since: %d'".formatted(value.since())));
        }
      }
    }
  }
}
