// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;

/** A struct larger than this is a mistake in a length; offsets stay far from any overflow. */
final class StructSizeRule implements Rule {

  static final long MAX_BYTES = 1L << 30;

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      if (isTooLarge(check, struct) && containsNoneTooLarge(check, struct)) {
        check.report(
            DiagnosticCode.STRUCT_TOO_LARGE,
            struct.span(),
            "struct '%s' is larger than 1 GiB".formatted(struct.name()));
      }
    }
  }

  static boolean isTooLarge(Check check, StructType struct) {
    return check.layouts().plan(struct).size() > MAX_BYTES;
  }

  /** What is large only because of a field's struct is not a second mistake. */
  private static boolean containsNoneTooLarge(Check check, StructType struct) {
    return struct.fields().stream()
        .map(field -> innermost(field.type()))
        .noneMatch(type -> type instanceof StructType nested && isTooLarge(check, nested));
  }

  private static Type innermost(Type type) {
    return type instanceof ArrayType array ? array.innermost() : type;
  }
}
