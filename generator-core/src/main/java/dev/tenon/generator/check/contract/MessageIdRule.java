// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.contract;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.StructType;
import java.util.HashMap;
import java.util.Map;

/** Message ids are 16 bits, unique in a schema, and 0 is the runtime's. */
public final class MessageIdRule implements Rule {

  private static final int MAX_ID = 65_535;

  @Override
  public void check(Check check) {
    Map<Integer, StructType> known = new HashMap<>();
    for (StructType struct : check.schema().structs()) {
      if (struct.messageId().isPresent()) {
        check(check, known, struct, struct.messageId().getAsInt());
      }
    }
  }

  private static void check(
      Check check, Map<Integer, StructType> known, StructType struct, int id) {
    if (id < 1 || id > MAX_ID) {
      check.report(
          DiagnosticCode.MESSAGE_ID_OUT_OF_RANGE,
          check.places().of(struct, "id"),
          "id %s of '%s' is not from 1 to %d"
              .formatted(check.places().of(struct, "id").text(), struct.name(), MAX_ID));
      return;
    }
    StructType first = known.putIfAbsent(id, struct);
    if (first != null) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.DUPLICATE_MESSAGE_ID,
                  check.places().of(struct, "id"),
                  "'%s' has the id of '%s'".formatted(struct.name(), first.name()))
              .withRelated(check.places().of(first, "id"), "first here"));
    }
  }
}
