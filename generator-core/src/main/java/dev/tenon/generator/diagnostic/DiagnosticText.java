// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.List;

/**
 * Diagnostics as text: a position that editors recognise, the line, a caret below the exact token,
 * and help.
 */
final class DiagnosticText {

  /** Longer lines are shown in part, around the token. */
  private static final int MAX_LINE = 120;

  private final StringBuilder text = new StringBuilder();

  private DiagnosticText() {}

  static String of(Diagnostic diagnostic) {
    DiagnosticText printer = new DiagnosticText();
    printer.head(
        diagnostic.span(),
        diagnostic.severity().label() + " " + diagnostic.code().id(),
        diagnostic.message());
    for (Diagnostic.Related related : diagnostic.related()) {
      printer.head(related.span(), "note", related.message());
    }
    diagnostic
        .help()
        .ifPresent(
            help ->
                help.lines()
                    .forEach(
                        line ->
                            printer.text.append(
                                "   help: " + TextCharacters.printable(line) + "\n")));
    return printer.text.toString();
  }

  private void head(Span span, String label, String message) {
    text.append(
        TextCharacters.printable(span.position())
            + ": "
            + label
            + ": "
            + TextCharacters.printable(message)
            + "\n");
    snippet(span);
  }

  private void snippet(Span span) {
    String line = span.source().line(span.line());
    if (line.isBlank()) {
      return;
    }
    int start = Math.min(span.column() - 1, line.length());
    int end = Math.min(start + span.length(), line.length());
    int from = start < MAX_LINE - 40 ? 0 : start - 40;
    int to = Math.min(line.length(), from + MAX_LINE);
    String prefix = from > 0 ? "…" : "";
    String suffix = to < line.length() ? "…" : "";
    String shown = prefix + line.substring(from, to) + suffix;
    // A tab before the token stays one below it too, so that the caret is where the token is.
    StringBuilder indent = new StringBuilder(" ".repeat(prefix.length()));
    line.substring(from, start).codePoints().forEach(c -> indent.append(c == '\t' ? '\t' : ' '));
    int carets = Math.max(1, line.codePointCount(start, Math.max(start, Math.min(end, to))));
    text.append(
        "%5d | %s%n".formatted(span.line(), TextCharacters.printable(shown)).replace("\r\n", "\n"));
    text.append("      | " + indent + "^".repeat(carets) + "\n");
  }

  static String of(List<Diagnostic> diagnostics) {
    StringBuilder all = new StringBuilder();
    diagnostics.forEach(diagnostic -> all.append(of(diagnostic)));
    return all.toString();
  }
}
