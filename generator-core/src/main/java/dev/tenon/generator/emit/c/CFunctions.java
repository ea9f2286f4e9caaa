// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.ArrayList;
import java.util.List;

/** Heads of C functions, broken into lines that fit. */
final class CFunctions {

  private static final int COLUMNS = 100;

  // What may follow: " {" or ";".
  private static final int TAIL = 2;

  private CFunctions() {}

  /**
   * Returns a head without what follows it; further lines begin below the first parameter.
   *
   * @param result result type and what stands before it, such as {@code static inline int}
   */
  static String head(String result, String name, String... parameters) {
    String start = result + (result.endsWith("*") ? "" : " ") + name + "(";
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(start);
    for (int i = 0; i < parameters.length; i++) {
      String parameter = parameters[i] + (i + 1 < parameters.length ? "," : ")");
      if (line.length() + 1 + parameter.length() + TAIL > COLUMNS && i > 0) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(start.length())).append(parameter);
      } else {
        line.append(i > 0 ? " " : "").append(parameter);
      }
    }
    lines.add(line.toString());
    return String.join("\n", lines);
  }
}
