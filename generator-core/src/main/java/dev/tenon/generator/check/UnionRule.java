// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Suggestions;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.Optional;

/** A union whose arms are told apart is used beside what tells them apart. */
final class UnionRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      for (Field field : struct.fields()) {
        check(check, struct, field);
      }
    }
  }

  private static void check(Check check, StructType struct, Field field) {
    Optional<EnumType> tag =
        field.valueType() instanceof UnionType union ? union.tag() : Optional.empty();
    if (tag.isEmpty()) {
      if (field.tag().isPresent()) {
        check.report(
            DiagnosticCode.INVALID_TAG,
            check.places().of(field, "tag"),
            "'%s' is no union with a tag".formatted(field.name()));
      }
    } else if (field.type() != field.valueType()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_UNION_USE,
                  field.typeSpan(),
                  "one tag cannot tell the arms of several unions apart")
              .withHelp("put the union and its tag into a struct, and make an array of that"));
    } else if (field.tag().isEmpty()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_UNION_USE,
                  field.typeSpan(),
                  "'%s' does not say which field tells its arms apart".formatted(field.name()))
              .withHelp(
                  "write {type: %s, tag: …} with the name of a field of type %s"
                      .formatted(field.type().spelling(), tag.get().name())));
    } else {
      tag(check, struct, field, tag.get());
    }
  }

  private static void tag(Check check, StructType struct, Field field, EnumType type) {
    String name = field.tag().orElseThrow();
    Optional<Field> sibling =
        struct.fields().stream().filter(other -> other.name().equals(name)).findFirst();
    if (sibling.isEmpty()) {
      if (check.places().isComplete(struct)) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_TAG,
                    check.places().of(field, "tag"),
                    "'%s' has no field '%s'".formatted(struct.name(), name))
                .withHelp(
                    Suggestions.help(name, struct.fields().stream().map(Field::name).toList())));
      }
      return;
    }
    Field found = sibling.get();
    if (!found.type().equals(type) || found.atomic() || found.bigEndian()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_TAG,
                  check.places().of(field, "tag"),
                  "'%s' of type %s cannot tell the arms of '%s' apart"
                      .formatted(name, found.type().spelling(), field.name()))
              .withRelated(found.span(), "declared here")
              .withHelp("a tag is a plain field of type " + type.name()));
    } else if (found.since() > field.since()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_TAG,
                  check.places().of(field, "tag"),
                  "'%s' came later than '%s'".formatted(name, field.name()))
              .withRelated(found.span(), "declared here"));
    }
  }
}
