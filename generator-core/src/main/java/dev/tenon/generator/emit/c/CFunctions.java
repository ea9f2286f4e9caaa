// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.ArrayList;
import java.util.List;

/** Heads and calls of C functions, broken into lines that fit. */
public final class CFunctions {

  private static final int COLUMNS = 100;

  // What may follow: " {" or ";".
  private static final int TAIL = 2;

  /** Columns by which parameters are indented that have no room behind the name. */
  private static final int CONTINUATION = 4;

  private static final String API = "TENON_API ";

  private CFunctions() {}

  /**
   * Returns a head without what follows it; further lines begin below the first parameter.
   *
   * @param result result type and what stands before it, such as {@code static inline int}
   */
  static String head(String result, String name, String... parameters) {
    return head(0, result, name, List.of(parameters));
  }

  /**
   * The same inside of something.
   *
   * @param indent columns before the head, which are not part of what is returned
   */
  static String head(int indent, String result, String name, List<String> parameters) {
    String start = result + (result.endsWith("*") ? "" : " ") + name;
    return list(indent, start, parameters.isEmpty() ? List.of("void") : parameters);
  }

  /**
   * A function that other programs call.
   *
   * @param prototype declaration without its semicolon
   * @param definition head of its definition
   */
  public record Exported(String prototype, String definition) {}

  /** Returns both heads of a function that is exported. */
  static Exported exported(String result, String name, List<String> parameters) {
    return new Exported(
        API + head(API.length(), result, name, parameters), head(0, result, name, parameters));
  }

  /**
   * Returns a call without the semicolon behind it, laid out as a head.
   *
   * @param start the function and what stands before it, such as {@code int answer = call}
   */
  static String call(int indent, String start, List<String> arguments) {
    return list(indent, start, arguments.isEmpty() ? List.of("") : arguments);
  }

  private static String list(int indent, String start, List<String> items) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(" ".repeat(indent)).append(start).append('(');
    int first = line.length();
    int column = first;
    if (items.stream().anyMatch(item -> first + item.length() + 1 + TAIL > COLUMNS)) {
      // Below the first parameter there is no room for one of them.
      lines.add(line.toString());
      column = indent + CONTINUATION;
      line = new StringBuilder(" ".repeat(column));
    }
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i + 1 < items.size() ? "," : ")");
      if (line.length() + 1 + item.length() + TAIL > COLUMNS && i > 0) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(column)).append(item);
      } else {
        line.append(i > 0 ? " " : "").append(item);
      }
    }
    lines.add(line.toString());
    return String.join("\n", lines).substring(indent);
  }
}
