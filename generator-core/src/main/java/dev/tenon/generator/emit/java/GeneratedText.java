// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last touch on a generated file, for what JavaPoet always prints in its own way: Javadoc of
 * one line on one line, and no blank lines between constants that belong together.
 */
final class GeneratedText {

  private static final int COLUMNS = 100;

  private static final Pattern SHORT_JAVADOC =
      Pattern.compile("^( *)/\\*\\*\n *\\* ([^\n]*)\n *\\*/$", Pattern.MULTILINE);

  private static final String FIELD = " *(?:public static final|private) [^\n]*;\n";
  private static final String ENUM_CONSTANT = " *\\w+\\([^\n]*\\)[,;]\n";
  private static final String MEMBER = "(?:" + FIELD + "|" + ENUM_CONSTANT + ")";

  /** The blank line between two fields or enum constants without documentation. */
  private static final Pattern BLANK_LINE =
      Pattern.compile("(?<=\n\n|\\{\n)(" + MEMBER + ")\n(?=" + MEMBER + ")");

  /** An initializer that starts on its own line. */
  private static final Pattern LOW_INITIALIZER =
      Pattern.compile("^( *)(.*) = \n *", Pattern.MULTILINE);

  private static final Pattern EMPTY_BODY = Pattern.compile("\\) \\{\n *\\}");

  private GeneratedText() {}

  static String tidy(String text) {
    String dense = BLANK_LINE.matcher(text).replaceAll("$1");
    dense = LOW_INITIALIZER.matcher(dense).replaceAll("$1$2 =\n$1    ");
    dense = EMPTY_BODY.matcher(dense).replaceAll(") {}");
    return SHORT_JAVADOC.matcher(dense).replaceAll(GeneratedText::onOneLine);
  }

  private static String onOneLine(MatchResult comment) {
    String line = comment.group(1) + "/** " + comment.group(2) + " */";
    boolean fits = line.length() <= COLUMNS && !comment.group(2).startsWith("@");
    return Matcher.quoteReplacement(fits ? line : comment.group());
  }
}
