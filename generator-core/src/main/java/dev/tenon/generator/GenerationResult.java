// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/**
 * What came out of one schema.
 *
 * @param files nothing is written yet
 * @param warnings sorted by position
 */
public record GenerationResult(Schema schema, List<OutputFile> files, List<Diagnostic> warnings) {

  public GenerationResult {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }
}
