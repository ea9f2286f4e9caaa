// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon layout}: shows where every byte lies. */
@Command(
    name = "layout",
    description = "Shows the offset and size of every member, padding included.",
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class)
final class LayoutCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Output format: one of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format;

  @Mixin private DiagnosticOptions diagnostics;

  @Parameters(paramLabel = "SCHEMA", description = "Schema file.")
  private Path schema;

  /** Formats of the layout, as spelled on the command line. */
  private enum Format {
    text,
    json
  }

  @Override
  public Integer call() throws IOException {
    CompiledSchema compiled =
        SchemaRun.besideOutput(spec.commandLine(), diagnostics)
            .each(List.of(schema), SchemaCompiler::compile, CompiledSchema::warnings)
            .get(0);
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json) {
      LayoutJson.write(compiled, out);
    } else {
      out.print(LayoutTable.of(compiled));
    }
    return 0;
  }
}
