// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything found so far in one run. Not thread-safe.
 *
 * <p>Keeps at most {@value #LIMIT}, errors rather than others, and counts the rest, so that a
 * hostile file cannot make a flood.
 */
public final class Diagnostics {

  /** Diagnostics that one run shows. */
  public static final int LIMIT = 100;

  private final List<Diagnostic> kept = new ArrayList<>();
  private int dropped;
  private boolean errors;

  public void report(Diagnostic diagnostic) {
    errors |= diagnostic.isError();
    if (kept.size() < LIMIT) {
      kept.add(diagnostic);
    } else {
      dropped++;
      if (diagnostic.isError()) {
        replaceOneThatIsNone(diagnostic);
      }
    }
  }

  private void replaceOneThatIsNone(Diagnostic error) {
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (!kept.get(i).isError()) {
        kept.set(i, error);
        return;
      }
    }
  }

  /** Reports what another run found, and counts what it omitted. */
  public void report(Findings findings) {
    findings.forEach(this::report);
    omit(findings.omitted());
  }

  /** Counts what another run omitted. */
  public void omit(int count) {
    dropped += count;
  }

  public void report(DiagnosticCode code, Span span, String message) {
    report(Diagnostic.of(code, span, message));
  }

  public void report(DiagnosticCode code, Span span, String message, String help) {
    report(Diagnostic.of(code, span, message).withHelp(help));
  }

  public boolean hasErrors() {
    return errors;
  }

  /** Whether further ones are only counted, so that no more work is due for them. */
  public boolean isFull() {
    return kept.size() >= LIMIT;
  }

  /** Returns what was found, in the order of the text. */
  public Findings sorted() {
    return new Findings(
        kept.stream()
            .sorted(Comparator.comparing(Diagnostic::span).thenComparing(Diagnostic::code))
            .toList(),
        dropped);
  }

  /**
   * Ends a stage that the next cannot do without.
   *
   * @throws SchemaException with all diagnostics, when one of them is an error
   */
  public void throwIfErrors() {
    if (errors) {
      throw new SchemaException(sorted());
    }
  }
}
