// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.Severity;
import dev.tenon.generator.diagnostic.Span;
import java.io.PrintWriter;

/**
 * Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines of a pull
 * request. Notes and help follow in the message, each on a line of its own.
 *
 * <p>Values are escaped as the actions toolkit does it (actions/toolkit, {@code
 * packages/core/src/command.ts}): an escape per line end and percent sign, in properties also for
 * the characters that separate them.
 */
final class GitHubDiagnostics implements DiagnosticPrinter {

  private final PrintWriter out;

  GitHubDiagnostics(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    out.write(
        "::%s file=%s,line=%d,col=%d,endColumn=%d,title=%s::%s\n"
            .formatted(
                command(diagnostic.severity()),
                property(span.source().name()),
                span.line(),
                span.column(),
                span.endColumn(),
                property(diagnostic.code().id()),
                data(message(diagnostic))));
  }

  private static String command(Severity severity) {
    return severity == Severity.NOTE ? "notice" : severity.label();
  }

  private static String message(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder(diagnostic.message());
    for (Diagnostic.Related related : diagnostic.related()) {
      text.append('\n').append(related.span().position());
      text.append(": note: ").append(related.message());
    }
    diagnostic.help().stream()
        .flatMap(String::lines)
        .forEach(line -> text.append("\nhelp: ").append(line));
    return text.toString();
  }

  private static String data(String value) {
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String value) {
    return data(value).replace(":", "%3A").replace(",", "%2C");
  }
}
