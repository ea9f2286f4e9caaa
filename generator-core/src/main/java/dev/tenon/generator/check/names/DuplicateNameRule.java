// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.DeclarationKind;
import dev.tenon.generator.schema.StructType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reports names that are declared twice: constants, types, functions, callbacks, exports and
 * regions share one name space. Equal keys of one mapping are reported by the YAML reader.
 */
public final class DuplicateNameRule implements Rule {

  @Override
  public void check(Check check) {
    Map<String, Declaration> known = new HashMap<>();
    Set<StructType> events = check.events();
    for (Declaration declaration : check.topLevel()) {
      Declaration first = known.putIfAbsent(declaration.name(), declaration);
      if (first != null) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.DUPLICATE_NAME,
                    declaration.span(),
                    "'%s' is declared twice".formatted(Identifier.shortened(declaration.name())))
                .withRelated(first.span(), "first declared as " + DeclarationKind.of(first))
                .withHelp(
                    events.contains(declaration) || events.contains(first)
                        ? Optional.of(
                            "a callback with 'batch' declares a struct named after it, with Event"
                                + " behind")
                        : Optional.empty()));
      }
    }
  }
}
