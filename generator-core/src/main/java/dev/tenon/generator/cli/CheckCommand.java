// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.contract.CanonicalLayout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon check}: says what is wrong and writes nothing. */
@Command(
    name = "check",
    description = "Says everything that is wrong with schemas. Writes no files.",
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class)
final class CheckCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private DiagnosticOptions diagnostics;

  @Parameters(paramLabel = "SCHEMA", arity = "1..*", description = "Schema files.")
  private List<Path> schemas;

  @Override
  public void run() {
    List<CompiledSchema> checked =
        SchemaRun.of(spec.commandLine(), diagnostics)
            .each(schemas, SchemaCompiler::compile, CompiledSchema::warnings);
    CommandLine command = spec.commandLine();
    PrintWriter remarks =
        diagnostics.format().isForPrograms() ? command.getErr() : command.getOut();
    for (CompiledSchema compiled : checked) {
      remarks.printf(
          "%s: ok, version %d, layout %s%n",
          compiled.schema().fileName(),
          compiled.schema().version(),
          CanonicalLayout.of(compiled.schema(), compiled.layouts()).shortHash());
    }
  }
}
