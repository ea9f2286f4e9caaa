// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

/**
 * A schema that cannot be used. Its message is what the author should see: every error with its
 * position, the line and help.
 */
public final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Findings diagnostics;

  /**
   * @param diagnostics warnings may be among them
   */
  SchemaException(Findings diagnostics) {
    super(
        DiagnosticText.of(diagnostics) + diagnostics.remark().map(line -> line + "\n").orElse(""));
    this.diagnostics = diagnostics;
  }

  /** The errors and warnings of the run. */
  public Findings diagnostics() {
    return diagnostics;
  }
}
