// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Suggestions;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A union whose arms are told apart is used beside what tells them apart. */
public final class UnionRule implements Rule {

  /**
   * Every arm of every such field has functions in C; a file of few lines could ask for billions.
   */
  private static final long MOST_ARMS = 65_536;

  /** Returns the field with which a schema has more arms than can be generated. */
  public static Optional<Field> tooMany(Schema schema) {
    long arms = 0;
    for (StructType struct : schema.structs()) {
      for (Field field : struct.fields()) {
        if (field.type() instanceof UnionType union && union.tag().isPresent()) {
          arms += union.arms().size();
          if (arms > MOST_ARMS) {
            return Optional.of(field);
          }
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void check(Check check) {
    tooMany(check.schema())
        .ifPresent(
            field ->
                check.report(
                    Diagnostic.of(
                            DiagnosticCode.TOO_MANY_ARMS,
                            field.typeSpan(),
                            "with '%s' the unions of the schema have more than %d arms"
                                .formatted(field.name(), MOST_ARMS))
                        .withHelp(
                            "put the tag and its union into one struct, and use that struct")));
    for (StructType struct : check.schema().structs()) {
      if (struct.fields().stream().anyMatch(UnionRule::concerns)) {
        check(check, struct);
      }
    }
  }

  private static boolean concerns(Field field) {
    return field.tag().isPresent() || field.valueType() instanceof UnionType;
  }

  private static void check(Check check, StructType struct) {
    Map<String, Field> siblings = new LinkedHashMap<>();
    struct.fields().forEach(field -> siblings.put(field.name(), field));
    Map<String, Field> tags = new HashMap<>();
    for (Field field : struct.fields()) {
      if (concerns(field)) {
        check(check, struct, field, siblings, tags);
      }
    }
  }

  private static void check(
      Check check,
      StructType struct,
      Field field,
      Map<String, Field> siblings,
      Map<String, Field> tags) {
    Optional<EnumType> tag =
        field.valueType() instanceof UnionType union ? union.tag() : Optional.empty();
    if (tag.isEmpty()) {
      boolean known =
          !(field.valueType() instanceof UnionType union) || check.places().isComplete(union);
      if (field.tag().isPresent() && known) {
        check.report(
            DiagnosticCode.INVALID_TAG,
            check.places().of(field, "tag"),
            "'%s' is not a tagged union".formatted(field.name()));
      }
    } else if (field.type() != field.valueType()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_UNION_USE,
                  field.typeSpan(),
                  "one tag cannot select the arms of several unions")
              .withHelp(
                  "put the union and its tag into a struct, and use an array of that struct"));
    } else if (field.tag().isEmpty()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_UNION_USE,
                  field.typeSpan(),
                  "'%s' does not name its tag field".formatted(field.name()))
              .withHelp(
                  "write {type: %s, tag: …} with the name of a field of type %s"
                      .formatted(field.type().spelling(), tag.get().name())));
    } else {
      tag(check, struct, field, tag.get(), siblings);
      shared(check, field, tags);
    }
  }

  /** Choosing an arm writes the tag: with two unions it would say something wrong of the other. */
  private static void shared(Check check, Field field, Map<String, Field> tags) {
    Field first = tags.putIfAbsent(field.tag().orElseThrow(), field);
    if (first != null) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_TAG,
                  check.places().of(field, "tag"),
                  "'%s' is already the tag of '%s'".formatted(field.tag().get(), first.name()))
              .withRelated(check.places().of(first, "tag"), "first here")
              .withHelp("each union needs its own tag"));
    }
  }

  private static void tag(
      Check check, StructType struct, Field field, EnumType type, Map<String, Field> siblings) {
    String name = field.tag().orElseThrow();
    Field found = siblings.get(name);
    if (found == null) {
      if (check.places().isComplete(struct)) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_TAG,
                    check.places().of(field, "tag"),
                    "'%s' has no field '%s'".formatted(struct.name(), Identifier.shortened(name)))
                .withHelp(
                    Suggestions.closest(name, siblings.keySet())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("add the field %s: %s".formatted(name, type.name()))));
      }
      return;
    }
    if (found.type() != type || found.atomic() || found.bigEndian()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_TAG,
                  check.places().of(field, "tag"),
                  "'%s' of type %s cannot be the tag of '%s'"
                      .formatted(name, found.type().spelling(), field.name()))
              .withRelated(found.span(), "declared here")
              .withHelp("a tag is a plain field of type " + type.name()));
    } else if (found.since() > Math.max(struct.since(), field.since())) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_TAG,
                  check.places().of(field, "tag"),
                  "'%s' was added later than '%s'".formatted(name, field.name()))
              .withRelated(found.span(), "since version " + found.since()));
    }
  }
}
