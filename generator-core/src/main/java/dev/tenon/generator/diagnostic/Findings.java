// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

/** Diagnostics of a run, sorted by position, and the number of omitted ones. Immutable. */
public final class Findings extends AbstractList<Diagnostic> {

  private final List<Diagnostic> kept;
  private final int omitted;

  Findings(List<Diagnostic> kept, int omitted) {
    this.kept = List.copyOf(kept);
    this.omitted = omitted;
  }

  /** Nothing was found. */
  public static Findings none() {
    return new Findings(List.of(), 0);
  }

  @Override
  public Diagnostic get(int index) {
    return kept.get(index);
  }

  @Override
  public int size() {
    return kept.size();
  }

  /** Number of diagnostics that the list omits. */
  public int omitted() {
    return omitted;
  }

  /** A line that tells of those that were omitted. */
  public Optional<String> remark() {
    return omitted == 0 ? Optional.empty() : Optional.of("… and " + omitted + " more");
  }
}
