// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Imported names and those of the schema itself are one name space. */
final class ImportRule implements Rule {

  @Override
  public void check(Check check) {
    Map<String, Declaration> known = new HashMap<>();
    for (Schema imported : check.schema().imports()) {
      names(imported)
          .forEach(
              declaration -> {
                Declaration first = known.putIfAbsent(declaration.name(), declaration);
                if (first != null) {
                  clash(check, declaration, first, "imported, too");
                }
              });
    }
    for (Declaration declaration : check.topLevel()) {
      Declaration first = known.get(declaration.name());
      if (first != null) {
        clash(check, declaration, first, "imported from here");
      }
    }
  }

  private static Stream<Declaration> names(Schema schema) {
    return Stream.<List<? extends Declaration>>of(
            schema.constants(), schema.enums(), schema.flags(), schema.composites())
        .flatMap(List::stream);
  }

  private static void clash(
      Check check, Declaration declaration, Declaration first, String related) {
    check.report(
        Diagnostic.of(
                DiagnosticCode.IMPORT_CLASH,
                declaration.span(),
                "'%s' is declared twice".formatted(declaration.name()))
            .withRelated(first.span(), related)
            .withHelp("rename one of them"));
  }
}
