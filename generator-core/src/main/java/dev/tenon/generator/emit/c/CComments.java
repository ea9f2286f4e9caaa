// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.ArrayList;
import java.util.List;

/** Author's text as lines that may stand in a C comment. */
final class CComments {

  private static final int COLUMNS = 100;

  // "/** " or " * " before the text, " */" behind it.
  private static final int FRAME = 7;

  private static final String HANGING = "    ";

  private CComments() {}

  /**
   * Returns the lines of a comment: the author's own line ends are kept, longer lines are broken at
   * blanks.
   *
   * @param indent columns before the comment
   */
  static List<String> lines(String text, int indent) {
    List<String> lines = new ArrayList<>();
    for (String line : neutral(text).strip().split("\\R")) {
      wrap(line.stripTrailing(), COLUMNS - FRAME - indent, lines);
    }
    return lines.size() == 1 && lines.get(0).isEmpty() ? List.of() : List.copyOf(lines);
  }

  /**
   * Returns the lines of what follows a Doxygen command; all but the first are set in.
   *
   * @param command such as {@code @param quote}
   */
  static List<String> command(String command, String text, int indent) {
    List<String> lines = new ArrayList<>();
    String words = neutral(text).strip().replaceAll("\\s+", " ");
    wrap(command + " " + words, COLUMNS - FRAME - indent - HANGING.length(), lines);
    for (int i = 1; i < lines.size(); i++) {
      lines.set(i, HANGING + lines.get(i));
    }
    return lines;
  }

  /** Joins what is said of one thing to one paragraph. */
  static String join(String doc, String... sentences) {
    StringBuilder text = new StringBuilder(doc.strip());
    for (String sentence : sentences) {
      if (!sentence.isEmpty()) {
        if (!text.isEmpty() && ".!?:;".indexOf(text.charAt(text.length() - 1)) < 0) {
          text.append('.');
        }
        text.append(text.isEmpty() ? "" : " ").append(sentence);
      }
    }
    return text.toString();
  }

  /** Adds to what an author said of a parameter or a result. */
  static String continued(String doc, String rule) {
    String said = doc.strip();
    if (said.isEmpty() || rule.isEmpty()) {
      return said + rule;
    }
    return (said.endsWith(".") ? said.substring(0, said.length() - 1) : said) + "; " + rule;
  }

  /** A sentence about the unit of a number; empty when it has none. */
  static String unit(String unit) {
    return unit.isEmpty() ? "" : "Unit: " + unit + ".";
  }

  private static void wrap(String line, int width, List<String> lines) {
    String rest = line;
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      if (blank <= 0) {
        blank = rest.indexOf(' ', width);
      }
      if (blank <= 0) {
        break;
      }
      lines.add(rest.substring(0, blank).stripTrailing());
      rest = rest.substring(blank).stripLeading();
    }
    lines.add(rest);
  }

  /**
   * Takes away what a compiler would see in a comment: its end, a second start, and the trigraph of
   * a backslash.
   */
  private static String neutral(String text) {
    return text.replace("*/", "* /").replace("/*", "/ *").replace("??/", "? ?/");
  }
}
