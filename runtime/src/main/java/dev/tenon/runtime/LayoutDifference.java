// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the first fact in which two canonical layout texts differ, and says it in words. */
final class LayoutDifference {
  private static final int LONGEST_FACT = 200;

  private LayoutDifference() {}

  /**
   * Names the first difference in the order of the program's text.
   *
   * @param found text from the region; may be anything
   * @param foundWhere such as {@code market v2 (built by tenon 0.1.0)}
   * @param wanted text of this program
   * @param wantedWhere such as {@code this program (v1)}
   */
  static String describe(String found, String foundWhere, String wanted, String wantedWhere) {
    Map<String, String> foundFacts = facts(found);
    Map<String, String> wantedFacts = facts(wanted);
    for (Map.Entry<String, String> fact : wantedFacts.entrySet()) {
      String other = foundFacts.get(fact.getKey());
      if (!fact.getValue().equals(other)) {
        return sentence(fact.getKey(), foundWhere, other, wantedWhere, fact.getValue());
      }
    }
    for (Map.Entry<String, String> fact : foundFacts.entrySet()) {
      if (!wantedFacts.containsKey(fact.getKey())) {
        return sentence(fact.getKey(), foundWhere, fact.getValue(), wantedWhere, null);
      }
    }
    return foundWhere
        + " has another layout hash than "
        + wantedWhere
        + ", though their layout texts are the same";
  }

  /** What may stand in a message: printable and of bounded length. */
  static String printable(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST_FACT); i++) {
      char c = text.charAt(i);
      result.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.length() > LONGEST_FACT ? result + "..." : result.toString();
  }

  /** First word of each line to the rest of the line. */
  private static Map<String, String> facts(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      int blank = line.indexOf(' ');
      String key = blank < 0 ? line : line.substring(0, blank);
      if (!key.isEmpty()) {
        facts.putIfAbsent(key, blank < 0 ? "" : line.substring(blank + 1));
      }
    }
    return facts;
  }

  private static String sentence(
      String key, String foundWhere, String found, String wantedWhere, String wanted) {
    return foundWhere
        + " has "
        + fact(key, found)
        + "; "
        + wantedWhere
        + " has "
        + fact(key, wanted);
  }

  private static String fact(String key, String rest) {
    return printable(rest == null ? "no " + key : rest.isEmpty() ? key : key + " " + rest);
  }
}
