// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.DeclarationKind;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.Set;

/** C has no empty structs, and an enum without values says nothing. */
public final class EmptyDeclarationRule implements Rule {

  @Override
  public void check(Check check) {
    Set<StructType> events = check.events();
    for (Declaration declaration : check.topLevel()) {
      boolean hasParts =
          declaration instanceof EnumType
              || declaration instanceof FlagsType
              || declaration instanceof UnionType
              || (declaration instanceof StructType && !events.contains(declaration));
      if (hasParts && isEmpty(declaration) && check.places().isComplete(declaration)) {
        check.report(
            DiagnosticCode.EMPTY_DECLARATION,
            declaration.span(),
            "%s '%s' is empty".formatted(DeclarationKind.of(declaration), declaration.name()));
      }
    }
  }

  /** Names of nothing and bytes without meaning do not count. */
  private static boolean isEmpty(Declaration declaration) {
    if (declaration instanceof FlagsType flags) {
      return flags.bits().isEmpty();
    }
    return declaration instanceof StructType struct
        ? struct.fields().isEmpty()
        : Check.parts(declaration).isEmpty();
  }
}
