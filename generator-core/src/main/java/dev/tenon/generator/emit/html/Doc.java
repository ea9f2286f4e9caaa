// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import java.util.List;
import java.util.stream.Stream;

/** An author's plain text, for a page. */
final class Doc {

  private Doc() {}

  /** The paragraphs of a text, which blank lines set apart. Line ends in a paragraph stay. */
  static List<String> paragraphs(String text) {
    return Stream.of(text.strip().split("\\R\\s*\\R"))
        .map(String::strip)
        .filter(paragraph -> !paragraph.isEmpty())
        .toList();
  }

  /** A number of things, in words. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
