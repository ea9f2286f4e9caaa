// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.ContractFreeze;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon freeze}: writes down what schemas promise. */
@Command(
    name = "freeze",
    description = {
      "Writes a lock beside each schema that records the contract of its current version;"
          + " 'check' compares every later state with it.",
      "Freeze a version when it is published, and keep the lock under version control."
    },
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class)
final class FreezeCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--force",
      description = "Replaces a lock of the same version that has other contents.")
  private boolean force;

  @Mixin private DiagnosticOptions diagnostics;

  @Parameters(paramLabel = "SCHEMA", arity = "1..*", description = "Schema files.")
  private List<Path> schemas;

  @Override
  public void run() {
    List<ContractFreeze.Result> frozen =
        SchemaRun.of(spec.commandLine(), diagnostics)
            .each(schemas, this::freeze, ContractFreeze.Result::warnings);
    PrintWriter remarks =
        diagnostics.format().isForPrograms()
            ? spec.commandLine().getErr()
            : spec.commandLine().getOut();
    for (ContractFreeze.Result result : frozen) {
      remarks.printf(
          "%s: version %d, %s%n",
          result.lock(), result.version(), result.outcome().name().toLowerCase(Locale.ROOT));
      result.changes().forEach(change -> remarks.println("  " + change));
    }
  }

  private ContractFreeze.Result freeze(Path schema) {
    try {
      return ContractFreeze.freeze(schema, force);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
