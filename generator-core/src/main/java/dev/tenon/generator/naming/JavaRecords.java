// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.List;

/** Limit of records in Java: a constructor takes a bounded number of arguments. */
public final class JavaRecords {

  /** Java Virtual Machine Specification 25, 4.3.3: with {@code this}, and two for long, double. */
  public static final int MAX_SLOTS = 255;

  private JavaRecords() {}

  /** Whether everything in a struct or union fits into records. */
  public static boolean isWithinLimits(Composite composite) {
    return (composite instanceof UnionType || slots(composite.fields()) <= MAX_SLOTS)
        && composite.fields().stream()
            .allMatch(
                field -> !(field.valueType() instanceof Composite inner) || isWithinLimits(inner));
  }

  /** Slots that a constructor with these fields takes. */
  public static int slots(List<Field> fields) {
    return 1 + fields.stream().mapToInt(field -> slots(field.type())).sum();
  }

  private static int slots(Type type) {
    return type instanceof ScalarType || type instanceof FlagsType
        ? JavaScalar.of(ScalarType.holding(type)).slots()
        : 1;
  }
}
