// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.diagnostic.Diagnostic;
import java.io.PrintWriter;

/** Diagnostics for people, with the line and a caret. */
final class TextDiagnostics implements DiagnosticPrinter {

  private final PrintWriter out;

  TextDiagnostics(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(Diagnostic diagnostic) {
    out.print(diagnostic);
  }
}
