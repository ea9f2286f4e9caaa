// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** An enum that is stored in another integer, or in some bits of one, fits there. */
public final class StoredEnumRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      for (Field field : struct.fields()) {
        if (field.valueType() instanceof EnumType type && type.declared().isPresent()) {
          check(
              check,
              type,
              check.places().of(field, "enum"),
              type.storage().min(),
              type.storage().max(),
              type.storage().spelling());
        }
        for (BitRange range : field.bits()) {
          range
              .enumeration()
              .ifPresent(
                  type ->
                      check(
                          check,
                          type,
                          check.places().of(range, "enum"),
                          BigInteger.ZERO,
                          range.max(),
                          range.width() + " bits"));
        }
      }
    }
  }

  private static void check(
      Check check, EnumType type, Span span, BigInteger min, BigInteger max, String place) {
    Optional<EnumValue> outside =
        type.values().stream()
            .filter(v -> v.number().compareTo(min) < 0 || v.number().compareTo(max) > 0)
            .findFirst();
    outside.ifPresent(
        value ->
            check.report(
                Diagnostic.of(
                        DiagnosticCode.ENUM_DOES_NOT_FIT,
                        span,
                        "%s.%s = %d does not fit into %s"
                            .formatted(type.name(), value.name(), value.number(), place))
                    .withRelated(value.span(), "declared here")
                    .withHelp("its values are " + range(type))));
  }

  private static String range(EnumType type) {
    List<BigInteger> numbers = type.values().stream().map(EnumValue::number).sorted().toList();
    return numbers.get(0) + " to " + numbers.get(numbers.size() - 1);
  }
}
