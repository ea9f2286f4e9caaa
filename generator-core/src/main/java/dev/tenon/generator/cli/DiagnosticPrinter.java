// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.diagnostic.Diagnostic;

/** Prints diagnostics in one format, each when it is given. */
interface DiagnosticPrinter {

  void print(Diagnostic diagnostic);
}
