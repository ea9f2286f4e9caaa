// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;

/** {@code align} only raises: a lowered alignment is a packed struct, and slow or a fault in C. */
public final class AlignmentRule implements Rule {

  /** Alignment of what counts the elements of a list, with which it begins. */
  private static final long COUNT = ScalarType.U32.bytes();

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      long fromFields = 1;
      for (Field field : struct.fields()) {
        long natural = check.layouts().alignment(field.type());
        long first = field.type() instanceof ListType ? COUNT : natural;
        fromFields =
            Math.max(fromFields, Math.max(Math.max(natural, first), field.alignment().orElse(1)));
        check(check, field, field.alignment().orElse(first), first);
      }
      check(check, struct, struct.alignment().orElse(fromFields), fromFields);
    }
  }

  private static void check(Check check, Declaration declaration, long wanted, long needed) {
    if (wanted < needed) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.ALIGNMENT_LOWERED,
                  check.places().of(declaration, "align"),
                  "'%s' already has an alignment of %d".formatted(declaration.name(), needed))
              .withHelp("remove 'align', or write more than " + needed));
    }
  }
}
