// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** Long texts as Java text blocks. */
public final class TextBlocks {

  /** Names may have characters of three bytes in UTF-8. */
  private static final int MOST_CHARACTERS = 20_000;

  /** Characters of a line, but for a name that is longer. */
  private static final int WIDTH = 85;

  private TextBlocks() {}

  /**
   * Returns an expression for a text of lines. A long one is put together at run time, because a
   * constant takes at most 65,535 bytes.
   */
  public static CodeBlock of(String text) {
    List<CodeBlock> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : text.lines().toList()) {
      String rest = line + "\n";
      while (rest.length() > MOST_CHARACTERS) {
        int end = MOST_CHARACTERS;
        if (Character.isLowSurrogate(rest.charAt(end))) {
          end--;
        }
        flush(block, blocks);
        blocks.add(block(rest.substring(0, end)));
        rest = rest.substring(end);
      }
      if (block.length() + rest.length() > MOST_CHARACTERS) {
        flush(block, blocks);
      }
      block.append(rest);
    }
    flush(block, blocks);
    return blocks.size() == 1
        ? blocks.get(0)
        : CodeBlock.of("String.join(\n$S,\n$L)", "", CodeBlock.join(blocks, ",\n"));
  }

  private static void flush(StringBuilder block, List<CodeBlock> blocks) {
    if (block.length() > 0) {
      blocks.add(block(block.toString()));
      block.setLength(0);
    }
  }

  private static CodeBlock block(String text) {
    String lines = text.lines().map(TextBlocks::wrap).collect(joining("\n"));
    return CodeBlock.of("\"\"\"\n$L$L\"\"\"", lines, text.endsWith("\n") ? "\n" : "\\\n");
  }

  private static String escape(String line) {
    String escaped = line.replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
    // At the end of a line of source it would be lost.
    return escaped.endsWith(" ") ? escaped.substring(0, escaped.length() - 1) + "\\s" : escaped;
  }

  /** A line, broken where the text block is told to go on. */
  private static String wrap(String text) {
    String line = escape(text);
    StringBuilder out = new StringBuilder();
    int start = 0;
    while (line.length() - start > WIDTH) {
      int end = line.lastIndexOf(' ', start + WIDTH);
      if (end <= start) {
        break;
      }
      out.append(line, start, end + 1).append("\\\n");
      start = end + 1;
    }
    return out.append(line, start, line.length()).toString();
  }
}
