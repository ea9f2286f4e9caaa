// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The last touch on a generated file, for what JavaPoet always prints in its own way: Javadoc of
 * one line on one line, and no blank lines between constants that belong together.
 */
final class GeneratedText {

  private static final int COLUMNS = 100;

  private static final Pattern SHORT_JAVADOC =
      Pattern.compile("^( *)/\\*\\*\n *\\* ([^\n]*)\n *\\*/$", Pattern.MULTILINE);

  private static final String REST = " [^\n]*(?:(?<= =)\n[^\n]*)?;\n";
  private static final String STATIC_FIELD = " *(?:public|private) static final" + REST;
  private static final String FIELD = " *private(?! static)" + REST;
  private static final String ENUM_CONSTANT = " *\\w+\\([^\n]*\\)[,;]\n";

  /** The blank line between two fields or enum constants without documentation. */
  private static final List<Pattern> BLANK_LINES =
      Stream.of(STATIC_FIELD, FIELD, ENUM_CONSTANT).map(GeneratedText::blankLineBetween).toList();

  /** An initializer that starts on its own line. */
  private static final Pattern LOW_INITIALIZER =
      Pattern.compile("^( *)(.*) = \n *", Pattern.MULTILINE);

  /** An initializer of one line on its own line. */
  private static final Pattern SHORT_INITIALIZER =
      Pattern.compile("^( +[^\n]* =)\n +([^\n]*;)$", Pattern.MULTILINE);

  private static final Pattern EMPTY_BODY = Pattern.compile("\\) \\{\n *\\}");

  private GeneratedText() {}

  static String tidy(String text) {
    String dense = LOW_INITIALIZER.matcher(text).replaceAll("$1$2 =\n$1    ");
    dense = SHORT_INITIALIZER.matcher(dense).replaceAll(GeneratedText::besideName);
    for (Pattern blankLine : BLANK_LINES) {
      dense = blankLine.matcher(dense).replaceAll("$1");
    }
    dense = EMPTY_BODY.matcher(dense).replaceAll(") {}");
    return SHORT_JAVADOC.matcher(dense).replaceAll(GeneratedText::onOneLine);
  }

  private static Pattern blankLineBetween(String member) {
    return Pattern.compile("(?<=\n\n|\\{\n)(" + member + ")\n(?=" + member + ")");
  }

  private static String besideName(MatchResult field) {
    String line = field.group(1) + " " + field.group(2);
    return Matcher.quoteReplacement(line.length() <= COLUMNS ? line : field.group());
  }

  private static String onOneLine(MatchResult comment) {
    String line = comment.group(1) + "/** " + comment.group(2) + " */";
    boolean fits = line.length() <= COLUMNS && !comment.group(2).startsWith("@");
    return Matcher.quoteReplacement(fits ? line : comment.group());
  }
}
