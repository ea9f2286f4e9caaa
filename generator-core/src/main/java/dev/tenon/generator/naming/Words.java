// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of an identifier, and how they are put together again.
 *
 * <p>Words end at {@code _} and where the case changes: {@code QuoteFlags} is quote, flags; {@code
 * HTTPServer} is http, server. Digits stay with the word before them: {@code level2Depth} is
 * level2, depth.
 */
final class Words {

  private Words() {}

  /** Returns the names in a text, which are set apart by white space. */
  static Set<String> set(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** Returns the words in lower case; empty when the identifier is nothing but underscores. */
  static List<String> split(String identifier) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= identifier.length(); i++) {
      if (i == identifier.length() || startsWord(identifier, i)) {
        String word = identifier.substring(start, i).replace("_", "");
        if (!word.isEmpty()) {
          words.add(word.toLowerCase(Locale.ROOT));
        }
        start = i;
      }
    }
    return words;
  }

  private static boolean startsWord(String text, int i) {
    char here = text.charAt(i);
    if (here == '_') {
      return true;
    }
    if (i == 0 || !Character.isUpperCase(here)) {
      return false;
    }
    boolean afterLower = !Character.isUpperCase(text.charAt(i - 1)) && text.charAt(i - 1) != '_';
    boolean endsAcronym = i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
    return afterLower || endsAcronym;
  }

  static String pascal(String identifier) {
    return split(identifier).stream().map(Words::capitalize).collect(Collectors.joining());
  }

  static String camel(String identifier) {
    String pascal = pascal(identifier);
    return pascal.isEmpty()
        ? pascal
        : pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
  }

  static String snake(String identifier) {
    return String.join("_", split(identifier));
  }

  static String upperSnake(String identifier) {
    return snake(identifier).toUpperCase(Locale.ROOT);
  }

  private static String capitalize(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
