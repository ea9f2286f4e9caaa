// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Type;

/** {@code since} names a version that there is, and no part is older than the whole. */
final class LifeRule implements Rule {

  @Override
  public void check(Check check) {
    for (Declaration declaration : check.topLevel()) {
      check(check, declaration, 1, null);
    }
  }

  private static void check(
      Check check, Declaration declaration, int ownerSince, Declaration owner) {
    int version = check.schema().version();
    if (declaration.since() < 1 || declaration.since() > version) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.SINCE_OUT_OF_RANGE,
                  check.places().of(declaration, "since"),
                  "'%s' is since version %d, and the schema is version %d"
                      .formatted(declaration.name(), declaration.since(), version))
              .withHelp(
                  declaration.since() > version
                      ? "raise 'version' of the schema, too"
                      : "the first version is 1"));
    } else if (owner != null
        && declaration.since() < ownerSince
        && !check.places().of(declaration, "since").equals(declaration.span())) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.SINCE_BEFORE_OWNER,
                  check.places().of(declaration, "since"),
                  "'%s' is older than '%s', which it is a part of"
                      .formatted(declaration.name(), owner.name()))
              .withRelated(owner.span(), "since version " + ownerSince));
    }
    if (declaration.deprecated().filter(String::isBlank).isPresent()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_DEPRECATED,
                  check.places().of(declaration, "deprecated"),
                  "'deprecated' of '%s' does not say why".formatted(declaration.name()))
              .withHelp("say what to use instead"));
    }
    if (declaration instanceof Field field) {
      type(check, field, Math.max(ownerSince, field.since()));
    }
    for (Declaration part : Check.parts(declaration)) {
      check(check, part, Math.max(ownerSince, declaration.since()), declaration);
    }
  }

  private static void type(Check check, Field field, int since) {
    Type type = field.valueType();
    if (type instanceof Declaration declared
        && check.schema().owner(declared) == check.schema()
        && declared.since() > since) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.SINCE_BEFORE_OWNER,
                  field.typeSpan(),
                  "'%s' is older than its type '%s'".formatted(field.name(), declared.name()))
              .withRelated(declared.span(), "since version " + declared.since())
              .withHelp("give the field 'since: %d', too".formatted(declared.since())));
    }
  }
}
