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
   * The text as it is: keywords, names and numbers, nothing that would have to be escaped. A long
   * one is put together at run time, because a constant takes at most 65,535 bytes.
   */
  public static CodeBlock of(String text) {
    List<CodeBlock> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (block.length() + line.length() > MOST_CHARACTERS) {
        blocks.add(block(block.toString()));
        block.setLength(0);
      }
      block.append(line).append('\n');
    }
    blocks.add(block(block.toString()));
    return blocks.size() == 1
        ? blocks.get(0)
        : CodeBlock.of("String.join(\n$S,\n$L)", "", CodeBlock.join(blocks, ",\n"));
  }

  private static CodeBlock block(String lines) {
    return CodeBlock.of("\"\"\"\n$L\"\"\"", lines.lines().map(TextBlocks::wrap).collect(joining()));
  }

  /** A line, broken where the text block is told to go on. */
  private static String wrap(String line) {
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
    return out.append(line, start, line.length()).append('\n').toString();
  }
}
