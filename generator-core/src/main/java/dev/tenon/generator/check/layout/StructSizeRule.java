// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.DeclarationKind;
import dev.tenon.generator.schema.Field;

/** A struct larger than this is an error in a length; offsets stay far from any overflow. */
public final class StructSizeRule implements Rule {

  static final long MAX_BYTES = 1L << 30;

  @Override
  public void check(Check check) {
    for (Composite composite : check.schema().composites()) {
      if (isTooLarge(check, composite) && containsNoneTooLarge(check, composite)) {
        check.report(
            DiagnosticCode.STRUCT_TOO_LARGE,
            composite.span(),
            "%s '%s' is larger than 1 GiB"
                .formatted(DeclarationKind.of(composite), composite.name()));
      }
    }
  }

  public static boolean isTooLarge(Check check, Composite composite) {
    return check.layouts().plan(composite).size() > MAX_BYTES;
  }

  /** Returns whether no nested struct is too large, which is an error of its own. */
  private static boolean containsNoneTooLarge(Check check, Composite composite) {
    return composite.fields().stream()
        .map(Field::valueType)
        .noneMatch(type -> type instanceof Composite nested && isTooLarge(check, nested));
  }
}
