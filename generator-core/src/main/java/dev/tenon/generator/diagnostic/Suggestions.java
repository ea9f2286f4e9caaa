// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Suggestions {

  /** Longer names are not compared: the work grows with the product of the lengths. */
  private static final int MAX_LENGTH = 64;

  private Suggestions() {}

  /** Returns the help text {@code did you mean 'x'?}, or nothing when no candidate is near. */
  public static Optional<String> help(String name, Collection<String> candidates) {
    return closest(name, candidates).map(Suggestions::didYouMean);
  }

  /** The help text for a candidate. */
  public static String didYouMean(String candidate) {
    return "did you mean '" + candidate + "'?";
  }

  /** Returns the nearest candidate within about a third of the name's length. */
  public static Optional<String> closest(String name, Collection<String> candidates) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String best = null;
    int bestDistance = Math.max(1, name.length() / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) < bestDistance) {
        int distance = distance(fold(name), fold(candidate));
        if (distance < bestDistance && distance < candidate.length()) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /**
   * Optimal string alignment distance: Levenshtein's with the swap of neighbours as one edit
   * (Damerau 1964).
   */
  private static int distance(String a, String b) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
      int[] reused = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = reused;
    }
    return previous[b.length()];
  }
}
