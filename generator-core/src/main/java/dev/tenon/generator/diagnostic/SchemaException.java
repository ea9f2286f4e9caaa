// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.List;

/**
 * A schema that cannot be used. Its message is what the author should see: every mistake with its
 * position, the line and help.
 */
public final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;
  private final int omitted;

  /**
   * @param diagnostics sorted by position; warnings may be among them
   * @param omitted how many more there were
   */
  SchemaException(List<Diagnostic> diagnostics, int omitted) {
    super(DiagnosticText.of(diagnostics) + (omitted > 0 ? "… and " + omitted + " more\n" : ""));
    this.diagnostics = List.copyOf(diagnostics);
    this.omitted = omitted;
  }

  /** All errors and warnings of the run, sorted by position. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** How many more there were than are kept. */
  public int omitted() {
    return omitted;
  }
}
