// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.HashMap;
import java.util.Map;

/**
 * Number of times that the names of a declaration yielded to others, which is the number of {@code
 * _} behind them in generated code. It follows from the other names of a schema and is found once,
 * right after the schema is read; it tells no declarations apart, so that all are equal.
 */
public final class Yields {

  /** A target language. */
  public enum Language {
    JAVA,
    C
  }

  private final Map<String, Integer> times = new HashMap<>();

  /** Lets the names that a declaration has in a role yield once more. */
  public void add(Language language, String role) {
    times.merge(language + " " + role, 1, Integer::sum);
  }

  /** Whether any of the names yielded. */
  public boolean hasYielded(Language language) {
    return times.keySet().stream().anyMatch(key -> key.startsWith(language + " "));
  }

  /** Returns what stands behind the names of a role, mostly nothing. */
  public String end(Language language, String role) {
    return times.isEmpty() ? "" : "_".repeat(times.getOrDefault(language + " " + role, 0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Yields;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return times.toString();
  }
}
