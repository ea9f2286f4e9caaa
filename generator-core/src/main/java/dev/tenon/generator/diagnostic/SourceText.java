// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.List;

/**
 * A schema file as it was read, kept so that a diagnostic can show the line it speaks of.
 *
 * @param name the name shown to the user, with {@code /} as separator on every system
 * @param lines the text split at line ends, without them
 */
public record SourceText(String name, List<String> lines) {

  public SourceText {
    lines = List.copyOf(lines);
  }

  public static SourceText of(String name, String text) {
    return new SourceText(name, text.lines().toList());
  }

  /** Returns the line with this 1-based number, empty beyond the end. */
  public String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  /** Every span refers to its source: hashing all lines each time would take most of a run. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
