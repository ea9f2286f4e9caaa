// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;

/** Checks foreign structs, which have nothing that only Tenon could add. */
public final class ExternRule implements Rule {

  @Override
  public void check(Check check) {
    check.schema().constants().stream()
        .filter(constant -> constant.foreign().isPresent() && !isComparable(constant.type()))
        .forEach(constant -> refuseConstant(check, constant));
    for (StructType struct : check.schema().structs()) {
      if (struct.extern().isPresent()) {
        check(check, struct);
      } else {
        struct.fields().stream()
            .filter(field -> field.offset().isPresent())
            .forEach(field -> refuseOffset(check, field));
      }
    }
  }

  private static void check(Check check, StructType struct) {
    if (struct.alignment().isPresent()) {
      check.report(
          diagnostic(check, struct, "align", "the C header determines the alignment of '%s'")
              .withHelp("write 'align' in 'extern' to tell which alignment it has there"));
    }
    struct
        .reserved()
        .forEach(bytes -> report(check, bytes, "reserved", "'%s' is not a member of the C struct"));
    for (Field field : struct.fields()) {
      boolean isFloat =
          field.valueType() instanceof ScalarType type && type.kind() == ScalarType.Kind.FLOAT;
      if (field.alignment().isPresent()) {
        report(check, field, "align", "the C header determines the alignment of '%s'");
      } else if (field.defaultValue().isPresent()) {
        report(check, field, "default", "'%s' cannot have a default, because C does not know it");
      } else if (field.since() > struct.since()) {
        report(check, field, "since", "'%s' cannot have 'since': its C header defines it");
      } else if (field.type() instanceof ListType) {
        report(check, field, "type", "'%s' cannot be a bounded list, which is two members");
      } else if (field.tag().isPresent()) {
        report(check, field, "tag", "'%s' cannot have a tag: its C header defines no arms");
      } else if (field.bigEndian() && isFloat) {
        report(
            check, field, "order", "'%s' is a float in its C header, so it cannot be big-endian");
      }
    }
  }

  /** Whether constant expressions of C can compare values of a type. */
  private static boolean isComparable(Type type) {
    return type instanceof ScalarType scalar
        ? scalar.kind() != ScalarType.Kind.FLOAT
        : !(type instanceof StringType);
  }

  private static void refuseConstant(Check check, Constant constant) {
    check.report(
        diagnostic(check, constant, "extern", "'%s' is of a type that C compares at run time only")
            .withHelp("'extern' applies to integers, bool, char, enums and flags"));
  }

  private static void refuseOffset(Check check, Field field) {
    check.report(
        diagnostic(check, field, "offset", "'%s' has an 'offset', but its struct no 'extern'")
            .withHelp("the fields of other structs lie one behind the other; 'align' raises"));
  }

  private static void report(Check check, Declaration declaration, String key, String message) {
    check.report(diagnostic(check, declaration, key, message));
  }

  private static Diagnostic diagnostic(
      Check check, Declaration declaration, String key, String message) {
    return Diagnostic.of(
        DiagnosticCode.INVALID_EXTERN,
        check.places().of(declaration, key),
        message.formatted(declaration.name()));
  }
}
