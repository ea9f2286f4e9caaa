// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.CodePieceView;
import dev.tenon.generator.emit.html.PageView.CodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Generated code, with its comments told apart. */
final class Code {

  // A string comes first: what looks like a comment in it is none. Its repetition is possessive, so
  // that a long one takes no stack.
  private static final Pattern PIECE =
      Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

  private Code() {}

  /** C and Java of one declaration; a side that has none is left out. */
  static List<CodeView> of(String c, String java) {
    List<CodeView> code = new ArrayList<>();
    if (!c.isBlank()) {
      code.add(new CodeView("C", pieces(c.strip())));
    }
    if (!java.isBlank()) {
      code.add(new CodeView("Java", pieces(java.strip())));
    }
    return code;
  }

  private static List<CodePieceView> pieces(String text) {
    List<CodePieceView> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(text);
    int done = 0;
    while (matcher.find()) {
      if (matcher.group().startsWith("/")) {
        if (matcher.start() > done) {
          pieces.add(new CodePieceView(text.substring(done, matcher.start()), false));
        }
        pieces.add(new CodePieceView(matcher.group(), true));
        done = matcher.end();
      }
    }
    if (done < text.length()) {
      pieces.add(new CodePieceView(text.substring(done), false));
    }
    return pieces;
  }
}
