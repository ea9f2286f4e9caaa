// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;

/**
 * Structs grow at their end only, and not where something lies behind them: whoever has an earlier
 * version finds everything where it was.
 */
final class GrowthRule implements Rule {

  @Override
  public void check(Check check) {
    for (Composite composite : check.schema().composites()) {
      if (composite instanceof StructType struct) {
        order(check, struct);
      }
      composite.fields().forEach(field -> inside(check, composite, field));
    }
  }

  private static void order(Check check, StructType struct) {
    Field newest = null;
    for (Field field : struct.fields()) {
      if (field.inReserved()) {
        if (field.since() <= struct.since()) {
          check.report(
              Diagnostic.of(
                      DiagnosticCode.FIELD_NOT_APPENDED,
                      check.places().of(field, "in_reserved"),
                      "'%s' has been there from the beginning".formatted(field.name()))
                  .withHelp("'in_reserved' goes with 'since'"));
        }
      } else if (newest != null && field.since() < newest.since()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.FIELD_NOT_APPENDED,
                    newest.span(),
                    "'%s' of version %d stands before '%s' of version %d"
                        .formatted(newest.name(), newest.since(), field.name(), field.since()))
                .withRelated(field.span(), "older")
                .withHelp(
                    "append it, or if its bytes were reserved before say 'in_reserved: true'"));
        return;
      } else {
        newest = field;
      }
    }
  }

  private static void inside(Check check, Composite owner, Field field) {
    if (!(field.valueType() instanceof StructType nested)
        || check.schema().owner(nested) != check.schema()) {
      return;
    }
    StructLayoutPlan plan = check.layouts().plan(nested);
    StructLayoutPlan.Version then = plan.at(Math.max(owner.since(), field.since()));
    if (then.size() != plan.size() || then.alignment() != plan.alignment()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.GROWN_INSIDE,
                  field.typeSpan(),
                  "'%s' had %d bytes when '%s.%s' came, and has %d now"
                      .formatted(
                          nested.name(), then.size(), owner.name(), field.name(), plan.size()))
              .withRelated(nested.span(), "it grew here")
              .withHelp(
                  "what lies behind it would move; put the new fields into a struct of their own,"
                      + " or into bytes that were reserved"));
    }
  }
}
