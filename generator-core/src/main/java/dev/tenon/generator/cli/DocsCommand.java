// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.GenerationResult;
import dev.tenon.generator.Generator;
import dev.tenon.generator.output.OutputFile.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon docs}: writes a page of documentation for each schema. */
@Command(
    name = "docs",
    description = "Writes one self-contained HTML page for each schema.",
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class)
final class DocsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DiagnosticOptions diagnostics;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Output folder for the pages.")
  private Path out;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description =
          "Folder with FreeMarker templates that replace built-in templates of the same name.")
  private Path templates;

  @Parameters(paramLabel = "SCHEMA", arity = "1..*", description = "Schema files.")
  private List<Path> schemas;

  @Override
  public Integer call() throws IOException {
    Generator.Builder builder = Generator.builder().targets(Set.of(Kind.DOCS));
    if (templates != null) {
      builder.templates(templates);
    }
    List<GenerationResult> results =
        SchemaRun.of(spec.commandLine(), diagnostics)
            .each(schemas, builder.build()::generate, GenerationResult::warnings);
    new OutputFolders("cli-docs", Map.of(Kind.DOCS, out)).write(results);
    return 0;
  }
}
