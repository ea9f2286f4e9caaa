// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The declarations in a generated class. Generated Java is indented by two columns a level, so that
 * the column tells what belongs to what.
 */
final class JavaSource {

  private static final Pattern TYPE =
      Pattern.compile(
          "(?:(?:public|private|static|final|abstract|sealed|non-sealed) )*"
              + "(?:class|interface|enum|record) .*",
          Pattern.DOTALL);

  private final List<String> lines;
  private int next;

  private JavaSource(String text) {
    lines = text.lines().toList();
  }

  /**
   * A declaration.
   *
   * @param comment its Javadoc as it stands there, empty when there is none
   * @param text up to its body, as it stands there but for the indentation of the first line
   * @param hasBody whether more stands there than is kept
   * @param isPublic whether it says so, or belongs to an interface
   * @param members of a type
   */
  record Member(
      String comment, String text, boolean hasBody, boolean isPublic, List<Member> members) {

    boolean isType() {
      return TYPE.matcher(text).matches();
    }

    boolean isMethod() {
      return !isType() && text.matches("(?s)[\\w<>\\[\\]., ?]*\\b\\w+\\(.*\\)");
    }

    /** The text without the word that everything shown would begin with. */
    String shown() {
      return text.startsWith("public ") ? text.substring("public ".length()) : text;
    }
  }

  /** The types of a file. */
  static List<Member> read(String text) {
    return new JavaSource(text).members(0, false);
  }

  private List<Member> members(int indent, boolean ofInterface) {
    List<Member> members = new ArrayList<>();
    String end = indent == 0 ? "" : " ".repeat(indent - 2) + "}";
    String comment = "";
    while (next < lines.size()) {
      String line = lines.get(next);
      if (indent > 0 && line.equals(end)) {
        next++;
        break;
      } else if (!startsAt(line, indent) || line.startsWith("@", indent)) {
        next++;
      } else if (line.startsWith("/**", indent)) {
        comment = comment();
      } else if (line.startsWith("//", indent)) {
        next++;
      } else {
        members.add(member(indent, comment, ofInterface));
        comment = "";
      }
    }
    return members;
  }

  private static boolean startsAt(String line, int indent) {
    return line.length() > indent
        && line.substring(0, indent).isBlank()
        && line.charAt(indent) != ' '
        && line.charAt(indent) != '}';
  }

  private String comment() {
    List<String> comment = new ArrayList<>();
    String line;
    do {
      line = lines.get(next++);
      comment.add(line);
    } while (!line.endsWith("*/") && next < lines.size());
    return String.join("\n", comment);
  }

  private Member member(int indent, String comment, boolean ofInterface) {
    String text = lines.get(next++).strip();
    while (!isComplete(text) && next < lines.size()) {
      text += "\n" + lines.get(next++);
    }
    String head = withoutEnd(text);
    boolean isPublic = ofInterface ? !head.startsWith("private ") : head.startsWith("public ");
    List<Member> members = List.of();
    if (text.endsWith("{")) {
      if (TYPE.matcher(head).matches()) {
        members = members(indent + 2, head.contains("interface "));
      } else {
        skipBody(" ".repeat(indent) + "}");
      }
    }
    return new Member(comment, head, text.endsWith("{"), isPublic, members);
  }

  private void skipBody(String end) {
    boolean inside = true;
    while (inside && next < lines.size()) {
      inside = !lines.get(next++).startsWith(end);
    }
  }

  /** A comma ends a constant of an enum, unless it stands between parameters. */
  private static boolean isComplete(String text) {
    char last = text.charAt(text.length() - 1);
    return last == '{'
        || last == '}'
        || last == ';'
        || (last == ','
            && text.chars().filter(c -> c == '(').count()
                == text.chars().filter(c -> c == ')').count());
  }

  private static String withoutEnd(String text) {
    return text.replaceFirst("\\s*(?:\\{\\}|\\{|;|,)\\z", "");
  }
}
