// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import picocli.CommandLine.Option;

/** Options about diagnostics of every command that reads schemas. */
final class DiagnosticOptions {

  @Option(names = "--werror", description = "Treats warnings as errors: exit code 1.")
  private boolean werror;

  @Option(
      names = "--error-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = {
        "Format of errors and warnings: one of ${COMPLETION-CANDIDATES}; default:"
            + " ${DEFAULT-VALUE}. text is written to standard error.",
        "json prints one object per line, github one workflow command per line. Both are"
            + " written to standard output, and all other messages to standard error. 'layout'"
            + " prints its layout to standard output and json or github to standard error."
      })
  private DiagnosticFormat format;

  boolean warningsFail() {
    return werror;
  }

  DiagnosticFormat format() {
    return format;
  }
}
