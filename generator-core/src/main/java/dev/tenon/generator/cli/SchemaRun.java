// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.Findings;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.diagnostic.Severity;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/** Does one thing with several schemas, and shows the errors of all of them. */
final class SchemaRun {

  private final DiagnosticPrinter printer;
  private final PrintWriter remarks;
  private final boolean warningsFail;
  private int errors;
  private int warnings;

  private SchemaRun(DiagnosticOptions options, PrintWriter diagnostics, PrintWriter remarks) {
    this.printer = options.format().printer(diagnostics);
    this.remarks = remarks;
    this.warningsFail = options.warningsFail();
  }

  /** A run of which the diagnostics are what a program would read from standard output. */
  static SchemaRun of(CommandLine command, DiagnosticOptions options) {
    return new SchemaRun(
        options,
        options.format().isForPrograms() ? command.getOut() : command.getErr(),
        command.getErr());
  }

  /** A run that has something else for standard output. */
  static SchemaRun besideOutput(CommandLine command, DiagnosticOptions options) {
    return new SchemaRun(
        options,
        command.getErr(),
        options.format().isForPrograms() ? new PrintWriter(Writer.nullWriter()) : command.getErr());
  }

  /**
   * Applies an action to each schema, goes on after a wrong one, and says how many errors there
   * were.
   *
   * @throws FailedException when there was an error, or a warning that counts as one
   */
  <T> List<T> each(List<Path> schemas, Function<Path, T> action, Function<T, Findings> warningsOf) {
    List<T> results = new ArrayList<>();
    for (Path schema : schemas) {
      try {
        T result = action.apply(schema);
        report(warningsOf.apply(result));
        results.add(result);
      } catch (SchemaException e) {
        report(e.diagnostics());
      }
    }
    sumUp();
    return results;
  }

  private void report(Findings diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      printer.print(diagnostic);
      if (diagnostic.isError()) {
        errors++;
      } else if (diagnostic.severity() == Severity.WARNING) {
        warnings++;
      }
    }
    diagnostics.remark().ifPresent(remarks::println);
  }

  private void sumUp() {
    if (errors > 0) {
      remarks.println(
          count(errors, "error") + (warnings > 0 ? ", " + count(warnings, "warning") : ""));
      throw FailedException.explained();
    }
    if (warnings > 0) {
      remarks.println(count(warnings, "warning") + (warningsFail ? ", and --werror is set" : ""));
      if (warningsFail) {
        throw FailedException.explained();
      }
    }
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
