// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.JavaRecords;
import dev.tenon.generator.schema.StructType;

/** Advises on structs that have too many fields for a record in Java, and so no {@code Value}. */
public final class ValueRecordRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      int slots = JavaRecords.slots(struct.fields());
      if (slots > JavaRecords.MAX_SLOTS && isOfThisVersion(check, struct)) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.NO_VALUE_RECORD,
                    struct.span(),
                    "struct '%s' has no record Value in Java, and so have structs that contain it:"
                            .formatted(struct.name())
                        + " its fields take %d slots of at most %d"
                            .formatted(slots, JavaRecords.MAX_SLOTS))
                .withHelp("move some fields into a nested struct"));
      }
    }
  }

  /** Whether the fields of this version made it too large, so that they can still be moved. */
  private static boolean isOfThisVersion(Check check, StructType struct) {
    return check.isMovable(struct)
        || JavaRecords.slots(
                struct.fields().stream()
                    .filter(field -> field.since() < check.schema().version())
                    .toList())
            <= JavaRecords.MAX_SLOTS;
  }
}
