// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.util.Optional;

/**
 * One difference between two contracts.
 *
 * @param before what was promised, nothing when it is new
 * @param after what is promised instead, nothing when it is gone
 */
record Change(DiagnosticCode code, Optional<Fact> before, Optional<Fact> after, String message) {

  static Change gone(DiagnosticCode code, Fact before, String message) {
    return new Change(code, Optional.of(before), Optional.empty(), message);
  }

  static Change came(DiagnosticCode code, Fact after, String message) {
    return new Change(code, Optional.empty(), Optional.of(after), message);
  }

  static Change of(DiagnosticCode code, Fact before, Fact after, String message) {
    return new Change(code, Optional.of(before), Optional.of(after), message);
  }

  /** Returns the changed fact: its present state, or its earlier one when it was removed. */
  Fact subject() {
    return after.or(this::before).orElseThrow();
  }

  boolean breaks(Breaks what) {
    return code.breaks().equals(Optional.of(what));
  }
}
