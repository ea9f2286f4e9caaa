// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.Findings;
import dev.tenon.generator.diagnostic.Severity;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Tells what is wrong with schemas in the log of a build, and counts it. */
final class DiagnosticLog {

  private final Log log;
  private final boolean failOnWarnings;
  private int errors;
  private int warnings;

  DiagnosticLog(Log log, boolean failOnWarnings) {
    this.log = log;
    this.failOnWarnings = failOnWarnings;
  }

  void report(Findings diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      String text = diagnostic.toString().stripTrailing();
      if (diagnostic.isError()) {
        errors++;
        log.error(text);
      } else if (diagnostic.severity() == Severity.WARNING) {
        warnings++;
        log.warn(text);
      } else {
        log.info(text);
      }
    }
    diagnostics.remark().ifPresent(log::warn);
  }

  /**
   * @throws MojoFailureException when there was an error, or a warning that counts as one
   */
  void failOnErrors() throws MojoFailureException {
    if (errors > 0) {
      throw new MojoFailureException(count(errors, "error") + " in Tenon schemas: see above");
    }
    if (warnings > 0 && failOnWarnings) {
      throw new MojoFailureException(
          count(warnings, "warning") + " in Tenon schemas, and failOnWarnings is set: see above");
    }
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
