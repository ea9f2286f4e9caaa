// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.Type;

/** Only a number of several bytes has a byte order, and only one in native order is atomic. */
public final class ByteOrderRule implements Rule {

  @Override
  public void check(Check check) {
    for (Composite composite : check.schema().composites()) {
      for (Field field : composite.fields()) {
        if (field.bigEndian()) {
          check(check, field);
        }
      }
    }
  }

  private static void check(Check check, Field field) {
    if (field.atomic()) {
      report(check, field, "'%s' is atomic, but a byte swap is not", "remove 'atomic' or 'order'");
    } else if (!hasOrder(field.valueType())) {
      report(
          check,
          field,
          "'%s' of type " + field.type().spelling().replace("%", "%%") + " has no byte order",
          "'order' applies to numbers of 2, 4 and 8 bytes");
    }
  }

  private static void report(Check check, Field field, String message, String help) {
    check.report(
        Diagnostic.of(
                DiagnosticCode.INVALID_ORDER,
                check.places().of(field, "order"),
                message.formatted(field.name()))
            .withHelp(help));
  }

  private static boolean hasOrder(Type type) {
    if (type instanceof EnumType named) {
      return named.storage().bytes() > 1;
    } else if (type instanceof FlagsType flags) {
      return flags.storage().bytes() > 1;
    } else if (type instanceof SemanticType semantic) {
      return semantic.isInteger();
    }
    return type instanceof ScalarType scalar && scalar.bytes() > 1;
  }
}
