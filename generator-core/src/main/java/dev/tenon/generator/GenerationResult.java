// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.diagnostic.Findings;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/**
 * Result of the generation for one schema.
 *
 * @param files nothing is written yet
 * @param warnings those of the schema
 */
public record GenerationResult(Schema schema, List<OutputFile> files, Findings warnings) {

  public GenerationResult {
    files = List.copyOf(files);
  }
}
