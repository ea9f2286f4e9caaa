// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;
import java.util.List;

/** Ranges of bits share no bit, and nobody changes one of them while somebody else another. */
public final class BitsRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      for (Field field : struct.fields()) {
        if (field.atomic() && !field.bits().isEmpty()) {
          check.report(
              Diagnostic.of(
                      DiagnosticCode.INVALID_BITS,
                      check.places().of(field, "bits"),
                      "'%s' is atomic, but its named bits cannot be set atomically"
                          .formatted(field.name()))
                  .withHelp("use flags, or remove 'atomic'"));
        }
        overlaps(check, field.bits());
      }
    }
  }

  private static void overlaps(Check check, List<BitRange> ranges) {
    for (int i = 0; i < ranges.size(); i++) {
      for (int j = 0; j < i; j++) {
        BitRange range = ranges.get(i);
        BitRange first = ranges.get(j);
        if (range.low() <= first.high() && first.low() <= range.high()) {
          check.report(
              Diagnostic.of(
                      DiagnosticCode.OVERLAPPING_BITS,
                      check.places().of(range, "bits"),
                      "'%s' and '%s' overlap at bit %d"
                          .formatted(
                              range.name(), first.name(), Math.max(range.low(), first.low())))
                  .withRelated(check.places().of(first, "bits"), "first here"));
          break;
        }
      }
    }
  }
}
