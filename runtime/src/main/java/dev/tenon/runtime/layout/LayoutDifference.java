// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the facts in which two canonical layout texts differ, and says them in words. */
public final class LayoutDifference {
  private static final int LONGEST_FACT = 200;

  private static final String FIELD_MARK = " offset ";

  private LayoutDifference() {}

  /**
   * Names the first difference, in the order of the program's text. Fields come first: a field that
   * moved also changes the size of its struct and of sections, but is what has to be looked at.
   *
   * @param found text from the region; may be anything
   * @param foundWhere such as {@code market v2 (built by tenon 0.1.0)}
   * @param wanted text of this program
   * @param wantedWhere such as {@code this program (v1)}
   */
  public static String describe(
      String found, String foundWhere, String wanted, String wantedWhere) {
    Map<String, String> foundFacts = facts(found);
    Map<String, String> wantedFacts = facts(wanted);
    String key = firstDifference(foundFacts, wantedFacts, true);
    if (key == null) {
      key = firstDifference(foundFacts, wantedFacts, false);
    }
    if (key == null) {
      return foundWhere
          + " has another layout hash than "
          + wantedWhere
          + ", though their layout texts are the same";
    }
    return sentence(key, foundFacts, foundWhere, wantedFacts, wantedWhere);
  }

  /**
   * Names every difference, each in a sentence like that of {@link #describe}: those of the
   * program's text in its order, then what only the other text has. Empty when no fact differs.
   */
  public static List<String> describeAll(
      String found, String foundWhere, String wanted, String wantedWhere) {
    Map<String, String> foundFacts = facts(found);
    Map<String, String> wantedFacts = facts(wanted);
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> fact : wantedFacts.entrySet()) {
      if (!fact.getValue().equals(foundFacts.get(fact.getKey()))) {
        differences.add(sentence(fact.getKey(), foundFacts, foundWhere, wantedFacts, wantedWhere));
      }
    }
    for (String key : foundFacts.keySet()) {
      if (!wantedFacts.containsKey(key)) {
        differences.add(sentence(key, foundFacts, foundWhere, wantedFacts, wantedWhere));
      }
    }
    return differences;
  }

  private static String sentence(
      String key,
      Map<String, String> foundFacts,
      String foundWhere,
      Map<String, String> wantedFacts,
      String wantedWhere) {
    return foundWhere
        + " has "
        + fact(key, foundFacts.get(key))
        + "; "
        + wantedWhere
        + " has "
        + fact(key, wantedFacts.get(key));
  }

  /** The key of the first fact that differs, of fields or of all else; null when none does. */
  private static String firstDifference(
      Map<String, String> found, Map<String, String> wanted, boolean fields) {
    for (Map.Entry<String, String> fact : wanted.entrySet()) {
      if (isField(fact) == fields && !fact.getValue().equals(found.get(fact.getKey()))) {
        return fact.getKey();
      }
    }
    for (Map.Entry<String, String> fact : found.entrySet()) {
      if (isField(fact) == fields && !wanted.containsKey(fact.getKey())) {
        return fact.getKey();
      }
    }
    return null;
  }

  private static boolean isField(Map.Entry<String, String> fact) {
    return fact.getValue().contains(FIELD_MARK);
  }

  /** What may stand in a message: printable and of bounded length. */
  public static String printable(String text) {
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

  private static String fact(String key, String rest) {
    return printable(rest == null ? "no " + key : rest.isEmpty() ? key : key + " " + rest);
  }
}
