// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.ArrayList;
import java.util.List;

/**
 * A macro for values in braces.
 *
 * @param name name of the macro
 * @param oneLine whether name and value fit on one line of 100 columns
 * @param lines lines of the value
 */
public record MacroView(String name, boolean oneLine, List<String> lines) {

  private static final int INDENT = 4;
  private static final int COLUMNS = 100;

  static MacroView of(String name, List<String> values) {
    List<String> lines = lines(values);
    int width = "#define ".length() + name.length() + 1 + lines.get(0).length();
    return new MacroView(name, lines.size() == 1 && width <= COLUMNS, lines);
  }

  /** Values in braces, broken into lines that fit with an indent and a backslash. */
  private static List<String> lines(List<String> values) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("{");
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i) + (i + 1 < values.size() ? "," : "}");
      boolean first = line.length() <= 1;
      if (!first && line.length() + 1 + value.length() > COLUMNS - INDENT - 2) {
        lines.add(line.toString());
        line = new StringBuilder(" ");
        first = true;
      }
      line.append(first ? "" : " ").append(value);
    }
    lines.add(line.toString());
    return lines;
  }
}
