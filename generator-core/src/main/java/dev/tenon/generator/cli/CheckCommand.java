// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.ContractCheck;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon check}: says what is wrong and writes nothing. */
@Command(
    name = "check",
    description = {
      "Validates schemas and reports changes that break published versions.",
      "Compares each schema with all locks beside it. Writes no files."
    },
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class)
final class CheckCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Earlier schema or lock to compare a schema with, in addition to its own locks; or a"
              + " folder of earlier schemas with the same names.")
  private Path against;

  @Option(
      names = "--changes",
      description = "Also shows compatible changes. JSON output always contains them.")
  private boolean changes;

  @Mixin private DiagnosticOptions diagnostics;

  @Parameters(paramLabel = "SCHEMA", arity = "1..*", description = "Schema files.")
  private List<Path> schemas;

  @Override
  public void run() {
    if (against != null && schemas.size() > 1 && !Files.isDirectory(against)) {
      throw new ParameterException(
          spec.commandLine(), "--against FILE allows one schema only; for several, name a folder");
    }
    List<ContractCheck.Result> checked =
        SchemaRun.of(spec.commandLine(), diagnostics)
            .each(schemas, this::check, ContractCheck.Result::remarks);
    CommandLine command = spec.commandLine();
    PrintWriter remarks =
        diagnostics.format().isForPrograms() ? command.getErr() : command.getOut();
    checked.forEach(result -> remarks.println(result.summary()));
  }

  private ContractCheck.Result check(Path schema) {
    return ContractCheck.check(
        schema, earlier(schema), changes || diagnostics.format() == DiagnosticFormat.json);
  }

  /** In a folder of earlier schemas, a schema that is not there is new. */
  private Optional<Path> earlier(Path schema) {
    if (against == null || !Files.isDirectory(against)) {
      return Optional.ofNullable(against);
    }
    return Optional.of(against.resolve(schema.getFileName())).filter(Files::exists);
  }
}
