// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import java.io.PrintWriter;

/** Formats of diagnostics, as spelled on the command line. */
enum DiagnosticFormat {
  text {
    @Override
    DiagnosticPrinter printer(PrintWriter out) {
      return new TextDiagnostics(out);
    }
  },
  json {
    @Override
    DiagnosticPrinter printer(PrintWriter out) {
      return new JsonDiagnostics(out);
    }
  },
  github {
    @Override
    DiagnosticPrinter printer(PrintWriter out) {
      return new GitHubDiagnostics(out);
    }
  };

  abstract DiagnosticPrinter printer(PrintWriter out);

  /** Whether a program reads it, so that nothing else may stand between the diagnostics. */
  boolean isForPrograms() {
    return this != text;
  }
}
