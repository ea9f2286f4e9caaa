// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An author's plain text as Javadoc shows it. */
public final class JavadocText {

  private static final int WIDTH = 90;

  private JavadocText() {}

  /** Escapes what HTML, Javadoc and the Java lexer would take for their own, and wraps lines. */
  public static String of(String text) {
    return text.strip().lines().map(JavadocText::line).collect(Collectors.joining("\n"));
  }

  /** Joins sentences, adding the full stop that an author left out. */
  public static String sentences(String... parts) {
    return Arrays.stream(parts)
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> part.matches("(?s).*[.!?:>]") ? part : part + ".")
        .collect(Collectors.joining(" "))
        .lines()
        .map(JavadocText::wrap)
        .collect(Collectors.joining("\n"));
  }

  private static String line(String line) {
    return escape(line.stripTrailing());
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;")
        // A backslash could start a Unicode escape, which the lexer reads even in a comment.
        .replace("\\", "&#92;");
  }

  private static String wrap(String line) {
    return wrap(line.split(" "), 0);
  }

  /**
   * Words in lines.
   *
   * @param indent columns by which all lines but the first are indented
   */
  public static String wrap(String[] words, int indent) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : words) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        out.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    return out.toString();
  }
}
