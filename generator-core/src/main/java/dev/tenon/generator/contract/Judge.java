// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.util.Optional;

/** Says what it means that a property of a fact changed. */
@FunctionalInterface
interface Judge {

  /** For what follows from other facts, or informs people. */
  Judge SILENT = (before, after, property) -> Optional.empty();

  /**
   * Returns the code of a change; nothing when it matters to nobody.
   *
   * @param before the fact as it was
   * @param after the fact as it is, with another value of the property, or none
   */
  Optional<DiagnosticCode> judge(Fact before, Fact after, Property property);

  static Judge always(DiagnosticCode code) {
    return (before, after, property) -> Optional.of(code);
  }

  /** Judges an added or removed value differently from a changed one. */
  static Judge whenOnBothSides(DiagnosticCode both, DiagnosticCode otherwise) {
    return (before, after, property) ->
        Optional.of(
            before.get(property).isPresent() && after.get(property).isPresent() ? both : otherwise);
  }

  /** A default is what a reader sees of a field that its writer did not have. */
  static Optional<DiagnosticCode> defaultValue(Fact before, Fact after, Property property) {
    return Optional.of(
        before.since() > 1
            ? DiagnosticCode.ABSENT_DEFAULT_CHANGED
            : DiagnosticCode.DEFAULT_CHANGED);
  }

  static Optional<DiagnosticCode> min(Fact before, Fact after, Property property) {
    return limits(before.get(property), after.get(property), 1);
  }

  static Optional<DiagnosticCode> max(Fact before, Fact after, Property property) {
    return limits(before.get(property), after.get(property), -1);
  }

  /** A callback that nobody can register has another API than one that somebody can. */
  static Optional<DiagnosticCode> listeners(Fact before, Fact after, Property property) {
    boolean registers = !before.get(property).equals(Optional.of("0"));
    return Optional.of(
        registers == !after.get(property).equals(Optional.of("0"))
            ? DiagnosticCode.CALL_HINT_CHANGED
            : DiagnosticCode.LISTENING_CHANGED);
  }

  /**
   * @param inward the sign of the step from an earlier limit to one that allows less
   */
  private static Optional<DiagnosticCode> limits(
      Optional<String> before, Optional<String> after, int inward) {
    boolean narrower =
        after.isPresent()
            && (before.isEmpty() || LiteralText.compare(after.get(), before.get()) * inward > 0);
    return Optional.of(narrower ? DiagnosticCode.LIMITS_NARROWED : DiagnosticCode.LIMITS_WIDENED);
  }
}
