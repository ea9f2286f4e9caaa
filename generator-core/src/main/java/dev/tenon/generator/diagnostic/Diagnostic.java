// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing said to the author of a schema.
 *
 * @param message what is wrong, without position and without a final full stop
 * @param related other places that belong to it, such as the first of two equal names
 * @param help what to do about it
 */
public record Diagnostic(
    DiagnosticCode code, Span span, String message, List<Related> related, Optional<String> help) {

  /**
   * A second place.
   *
   * @param message what is there
   */
  public record Related(Span span, String message) {}

  public Diagnostic {
    related = List.copyOf(related);
  }

  public static Diagnostic of(DiagnosticCode code, Span span, String message) {
    return new Diagnostic(code, span, message, List.of(), Optional.empty());
  }

  public Diagnostic withHelp(String text) {
    return new Diagnostic(code, span, message, related, Optional.of(text));
  }

  public Diagnostic withHelp(Optional<String> text) {
    return text.isPresent() ? withHelp(text.get()) : this;
  }

  public Diagnostic withRelated(Span place, String text) {
    List<Related> all = new ArrayList<>(related);
    all.add(new Related(place, text));
    return new Diagnostic(code, span, message, all, help);
  }

  /** Returns a text of the author's for a message: a hostile one must not fill the screen. */
  public static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 60 && line.length() == text.length()
        ? text
        : line.substring(0, Math.min(57, line.length())) + "…";
  }

  public Severity severity() {
    return code.severity();
  }

  public boolean isError() {
    return severity() == Severity.ERROR;
  }

  /** Everything that is printed about it, lines ended with LF. */
  @Override
  public String toString() {
    return DiagnosticText.of(this);
  }
}
