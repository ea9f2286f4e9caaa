// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/**
 * A schema that passed every check.
 *
 * @param warnings sorted by position
 */
public record CompiledSchema(Schema schema, Layouts layouts, List<Diagnostic> warnings) {

  public CompiledSchema {
    warnings = List.copyOf(warnings);
  }
}
