// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import picocli.CommandLine.Option;

/** What every command that reads schemas lets a user say about diagnostics. */
final class DiagnosticOptions {

  @Option(names = "--werror", description = "Warnings end the run with exit code 1, as errors do.")
  private boolean werror;

  @Option(
      names = "--error-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = {
        "How errors and warnings are printed: one of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}"
            + " unless given. text goes to standard error.",
        "json is one object on a line for each, github a workflow command. These two go to"
            + " standard output, alone there; what else is said goes to standard error. Only"
            + " 'layout', whose output is the layout, prints them to standard error, alone there."
      })
  private DiagnosticFormat format;

  boolean warningsFail() {
    return werror;
  }

  DiagnosticFormat format() {
    return format;
  }
}
