// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.contract;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/** Advises against unused imports, which make headers depend on one another. */
public final class UnusedImportRule implements Rule {

  @Override
  public void check(Check check) {
    List<Schema> imports = check.schema().imports();
    for (int i = 0; i < imports.size(); i++) {
      if (imports.get(i).dataTypes().noneMatch(data -> check.places().isUsed(data.name()))) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.UNUSED_IMPORT,
                    check.places().ofImport(i),
                    "the import of schema '%s' is unused".formatted(imports.get(i).name()))
                .withHelp("remove the import"));
      }
    }
  }
}
