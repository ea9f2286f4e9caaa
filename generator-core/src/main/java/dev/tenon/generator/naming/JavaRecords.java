// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Limit of records in Java: a constructor takes a bounded number of arguments. */
public final class JavaRecords {

  /** Java Virtual Machine Specification 25, 4.3.3: with {@code this}, and two for long, double. */
  public static final int MAX_SLOTS = 255;

  private JavaRecords() {}

  /** Whether everything in a struct or union fits into records. */
  public static boolean isWithinLimits(Composite composite) {
    return all(composite, Integer.MAX_VALUE).allMatch(part -> fits(part, Integer.MAX_VALUE));
  }

  /** Whether a record can hold the struct, or records the arms of a union, and all in it. */
  public static boolean isPossible(Composite composite) {
    return isPossible(composite, Integer.MAX_VALUE);
  }

  /** Whether that was so at a contract version; imported types do not change with it. */
  public static boolean isPossible(Schema schema, Composite composite, int version) {
    return isPossible(composite, schema.isImported(composite) ? Integer.MAX_VALUE : version);
  }

  private static boolean isPossible(Composite composite, int version) {
    return all(composite, version).allMatch(part -> fits(part, version) && isChecked(part));
  }

  private static boolean fits(Composite composite, int version) {
    return composite instanceof UnionType || slots(fields(composite, version)) <= MAX_SLOTS;
  }

  /** Whether it is no union of which nobody knows which arm is there. */
  private static boolean isChecked(Composite composite) {
    return !(composite instanceof UnionType union) || union.tag().isPresent();
  }

  private static List<Field> fields(Composite composite, int version) {
    return composite.fields().stream().filter(field -> field.since() <= version).toList();
  }

  /** The type and all in it, each once, however many ways lead to it. */
  private static Stream<Composite> all(Composite composite, int version) {
    Map<String, Composite> found = new LinkedHashMap<>();
    collect(composite, version, found);
    return found.values().stream();
  }

  private static void collect(Composite composite, int version, Map<String, Composite> found) {
    if (found.putIfAbsent(composite.name(), composite) == null) {
      for (Field field : fields(composite, version)) {
        if (field.valueType() instanceof Composite inner) {
          collect(inner, version, found);
        }
      }
    }
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
