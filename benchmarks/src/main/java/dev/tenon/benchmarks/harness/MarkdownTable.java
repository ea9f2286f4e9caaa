// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table in Markdown; the first column is text, the others are numbers. */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** Begins a table with these headings. */
  public MarkdownTable(String... headings) {
    rows.add(List.of(headings));
    List<String> rule = new ArrayList<>(Collections.nCopies(headings.length, "---:"));
    rule.set(0, "---");
    rows.add(rule);
  }

  /** Adds a row with as many cells as there are headings. */
  public void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("cells " + Arrays.toString(cells));
    }
    rows.add(List.of(cells));
  }

  /** A number with so many digits behind the point. */
  public static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** {@code median (min–max)}. */
  public static String spread(Samples samples, int digits) {
    return number(samples.median(), digits)
        + " ("
        + number(samples.min(), digits)
        + "–"
        + number(samples.max(), digits)
        + ")";
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    return text.toString();
  }
}
