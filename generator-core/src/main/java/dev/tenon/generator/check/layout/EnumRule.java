// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** The numbers of an enum are all different and fit the integer that stores them. */
public final class EnumRule implements Rule {

  @Override
  public void check(Check check) {
    for (EnumType type : check.schema().enums()) {
      if (!type.storage().isInteger()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_STORAGE,
                    check.places().of(type, "type"),
                    "enum '%s' cannot be stored in %s"
                        .formatted(type.name(), type.storage().spelling()))
                .withHelp("use an integer type, such as u8"));
      } else if (check.places().isComplete(type)) {
        type.values().forEach(value -> range(check, type.storage(), value));
      }
      duplicates(check, type);
    }
  }

  private static void range(Check check, ScalarType storage, EnumValue value) {
    BigInteger number = value.number();
    if (number.compareTo(storage.min()) < 0 || number.compareTo(storage.max()) > 0) {
      check.report(
          Diagnostic.of(
              DiagnosticCode.ENUM_VALUE_OUT_OF_RANGE,
              check.places().of(value, "value"),
              "value %d of '%s' does not fit %s, which is %d to %d"
                  .formatted(
                      number, value.name(), storage.spelling(), storage.min(), storage.max())));
    }
  }

  private static void duplicates(Check check, EnumType type) {
    Map<BigInteger, EnumValue> known = new HashMap<>();
    for (EnumValue value : type.values()) {
      EnumValue first = known.putIfAbsent(value.number(), value);
      if (first != null) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.DUPLICATE_ENUM_VALUE,
                    check.places().of(value, "value"),
                    "'%s' has the same number as '%s'".formatted(value.name(), first.name()))
                .withRelated(check.places().of(first, "value"), "first here"));
      }
    }
  }
}
