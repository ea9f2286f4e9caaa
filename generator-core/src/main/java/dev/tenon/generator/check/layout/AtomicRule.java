// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;

/** Only what every processor loads and stores at once can be atomic. */
public final class AtomicRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      for (Field field : struct.fields()) {
        if (field.atomic() && !canBeAtomic(field.type())) {
          check.report(
              DiagnosticCode.INVALID_ATOMIC,
              check.places().of(field, "atomic"),
              "'%s' of type %s cannot be atomic".formatted(field.name(), field.type().spelling()));
        }
      }
    }
  }

  private static boolean canBeAtomic(Type type) {
    if (type instanceof SemanticType semantic) {
      return semantic.isInteger();
    }
    return type instanceof ScalarType scalar && (scalar.isInteger() || scalar == ScalarType.BOOL);
  }
}
