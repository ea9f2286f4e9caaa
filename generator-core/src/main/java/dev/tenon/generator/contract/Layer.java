// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.DiagnosticCode;

/** Dependents on the name of a fact, which decide what its addition, removal or change breaks. */
enum Layer {
  /** Programs that share memory. */
  DATA(
      DiagnosticCode.DATA_REMOVED,
      DiagnosticCode.DATA_RENAMED,
      DiagnosticCode.DATA_ADDED,
      DiagnosticCode.DATA_SINCE_CHANGED),
  /** Programs and libraries that call each other. */
  CALLS(
      DiagnosticCode.CALL_REMOVED,
      DiagnosticCode.CALL_RENAMED,
      DiagnosticCode.CALL_ADDED,
      DiagnosticCode.CALL_SINCE_CHANGED),
  /** Sources. */
  NAMES(
      DiagnosticCode.NAME_REMOVED,
      DiagnosticCode.NAME_RENAMED,
      DiagnosticCode.NAME_ADDED,
      DiagnosticCode.NAME_SINCE_CHANGED);

  private final DiagnosticCode removed;
  private final DiagnosticCode renamed;
  private final DiagnosticCode added;
  private final DiagnosticCode sinceChanged;

  Layer(
      DiagnosticCode removed,
      DiagnosticCode renamed,
      DiagnosticCode added,
      DiagnosticCode sinceChanged) {
    this.removed = removed;
    this.renamed = renamed;
    this.added = added;
    this.sinceChanged = sinceChanged;
  }

  DiagnosticCode removed() {
    return removed;
  }

  DiagnosticCode renamed() {
    return renamed;
  }

  /** Code of what is new without a {@code since} that says so. */
  DiagnosticCode added() {
    return added;
  }

  DiagnosticCode sinceChanged() {
    return sinceChanged;
  }
}
