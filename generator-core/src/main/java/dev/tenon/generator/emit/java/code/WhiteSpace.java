// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import java.util.ArrayList;
import java.util.List;

/**
 * White space of generated Java, where JavaPoet knows only one: Javadoc of one line on three lines,
 * an empty line between all members, the head of a class on one line.
 *
 * <p>Changes white space and nothing else, token for token; all other layout is decided where code
 * is made. It works on lines because JavaPoet has no setting for it, and no way to print its model
 * differently: the parts of a {@code CodeBlock}, from which imports are collected, and the
 * components of a record cannot be read from outside.
 *
 * <p>Goes through the lines once for each thing: a large schema has hundreds of thousands of lines.
 */
public final class WhiteSpace {

  private static final int COLUMNS = 100;

  private WhiteSpace() {}

  public static String tidy(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    return String.join("\n", withShortHeaders(withShortComments(withoutBlankLines(lines))));
  }

  /** The header of a class that is too long for a line breaks before what the class extends. */
  private static List<String> withShortHeaders(List<String> lines) {
    List<String> result = new ArrayList<>(lines.size());
    for (String line : lines) {
      int supertype = line.indexOf(" extends ");
      if (line.length() <= COLUMNS || supertype < 0 || !line.contains(" class ")) {
        result.add(line);
        continue;
      }
      String indent = " ".repeat(indent(line) + 4);
      result.add(line.substring(0, supertype));
      String rest = indent + line.substring(supertype + 1);
      result.addAll(
          rest.length() <= COLUMNS
              ? List.of(rest)
              : List.of(rest.replace(", ", ",\n" + indent + "    ").split("\n")));
    }
    return result;
  }

  /** Removes blank lines between members that belong together and have no documentation. */
  private static List<String> withoutBlankLines(List<String> lines) {
    List<String> result = new ArrayList<>(lines.size());
    int i = 0;
    while (i < lines.size()) {
      Kind kind = Kind.of(lines, i);
      int end = i + (kind == null ? 1 : kind.lines(lines, i));
      boolean bare = i > 0 && (lines.get(i - 1).isEmpty() || lines.get(i - 1).endsWith("{"));
      result.addAll(lines.subList(i, end));
      if (kind != null
          && bare
          && end + 1 < lines.size()
          && lines.get(end).isEmpty()
          && Kind.of(lines, end + 1) == kind) {
        end++;
      }
      i = end;
    }
    return result;
  }

  /** Members between which a blank line says nothing. */
  private enum Kind {
    CONSTANT,
    FIELD,
    ENUM_CONSTANT;

    /** Returns what kind of member begins at a line, null for none of these. */
    static Kind of(List<String> lines, int index) {
      String line = lines.get(index).stripLeading();
      if (line.startsWith("public static final ") || line.startsWith("private static final ")) {
        return isWhole(lines, index) ? CONSTANT : null;
      } else if (line.startsWith("private ") && !line.startsWith("private static")) {
        return isWhole(lines, index) ? FIELD : null;
      }
      int bracket = line.indexOf('(');
      boolean ends = line.endsWith("),") || line.endsWith(");");
      return bracket > 0 && ends && isWord(line.substring(0, bracket)) ? ENUM_CONSTANT : null;
    }

    private static boolean isWhole(List<String> lines, int index) {
      String line = lines.get(index);
      return line.endsWith(";")
          || (line.endsWith("(") && index + 1 < lines.size() && lines.get(index + 1).endsWith(";"));
    }

    private static boolean isWord(String text) {
      return text.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }

    /** Returns the number of lines of the member. */
    int lines(List<String> lines, int index) {
      return lines.get(index).endsWith("(") ? 2 : 1;
    }
  }

  /** Documentation of one line stands on one line, and so does a body without statements. */
  private static List<String> withShortComments(List<String> lines) {
    List<String> result = new ArrayList<>(lines.size());
    int i = 0;
    while (i < lines.size()) {
      String line = lines.get(i);
      boolean two = i + 2 < lines.size();
      if (two && isShort(lines, i)) {
        result.add(line + " " + lines.get(i + 1).strip().substring(2) + " */");
        i += 3;
      } else if (i + 1 < lines.size()
          && (line.endsWith(") {") || line.endsWith("implements Value {"))
          && lines.get(i + 1).stripLeading().startsWith("}")) {
        result.add(line + lines.get(i + 1).stripLeading());
        i += 2;
      } else {
        result.add(line);
        i++;
      }
    }
    return result;
  }

  private static boolean isShort(List<String> lines, int index) {
    String first = lines.get(index);
    String text = lines.get(index + 1).stripLeading();
    return first.strip().equals("/**")
        && text.startsWith("* ")
        && !text.startsWith("* @")
        && lines.get(index + 2).strip().equals("*/")
        && first.length() + 1 + text.length() - 2 + 3 <= COLUMNS;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
