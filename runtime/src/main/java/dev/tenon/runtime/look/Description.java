// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.layout.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads the description texts of regions, which may be any bytes. */
final class Description {
  private static final String FORMAT = "tenon-description 1";
  private static final String DOC = "doc";

  private Description() {}

  /**
   * Returns the documentation of some keys, as far as the text has it.
   *
   * @return printable sentences by their keys
   */
  static Map<String, String> docs(byte[] text, Set<String> keys) {
    Map<String, String> docs = new HashMap<>();
    int start = end(text, 0, '\n');
    if (!word(text, 0, start).equals(FORMAT)) {
      return docs;
    }
    while (start < text.length) {
      int line = start + 1;
      start = end(text, line, '\n');
      int key = Math.min(start, end(text, line, ' '));
      int fact = Math.min(start, end(text, key + 1, ' '));
      if (fact < start && word(text, key + 1, fact).equals(DOC)) {
        String known = word(text, line, key);
        if (keys.contains(known)) {
          docs.putIfAbsent(known, Printable.of(Arrays.copyOfRange(text, fact + 1, start)));
        }
      }
    }
    return docs;
  }

  /** Index of the first such byte; the text's length when there is none. */
  private static int end(byte[] text, int start, char last) {
    int end = start;
    while (end < text.length && text[end] != last) {
      end++;
    }
    return Math.min(end, text.length);
  }

  private static String word(byte[] text, int start, int end) {
    return new String(text, start, end - start, StandardCharsets.UTF_8);
  }
}
