// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.diagnostic.TextCharacters;
import java.util.ArrayList;
import java.util.List;

/** String literals that any text survives, line separators of all kinds included. */
public final class TextLiterals {

  private static final int MOST_CHARACTERS = 60;

  private TextLiterals() {}

  /** One literal, or several with plus signs between them when the text is long. */
  public static CodeBlock of(String text) {
    List<CodeBlock> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (part.length() > MOST_CHARACTERS) {
                parts.add(CodeBlock.of("$L", "\"" + part + "\""));
                part.setLength(0);
              }
              part.append(escaped(c));
            });
    parts.add(CodeBlock.of("$L", "\"" + part + "\""));
    return CodeBlock.join(parts, "$W+ ");
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> TextCharacters.isVisible(c) ? Character.toString(c) : unicode(c);
    };
  }

  /** The lexer reads such an escape before anything else, so it must not be a line end. */
  private static String unicode(int c) {
    StringBuilder out = new StringBuilder();
    for (char unit : Character.toChars(c)) {
      out.append("\\u%04x".formatted((int) unit));
    }
    return out.toString();
  }
}
