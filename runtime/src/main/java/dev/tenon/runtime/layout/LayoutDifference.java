// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.layout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the facts in which two canonical layout texts differ, and says them in words. */
public final class LayoutDifference {
  private LayoutDifference() {}

  /**
   * One of two texts that are compared.
   *
   * @param where such as {@code market v2 (built by tenon 0.1.0)}
   * @param version contract version
   * @param text a layout text; may be any bytes
   */
  public record Side(String where, int version, byte[] text) {}

  /** Kinds of sections that carry messages, as their lines have them. */
  private static final List<String> CARRIERS = List.of("queue ", "broadcast ", "work ");

  /** Kind of a fact; kinds are reported in this order. */
  private enum Kind {
    /** Place of a field: the cause of most other differences. */
    FIELD,
    /** Size of a type or section, which follows from its fields and grows with the versions. */
    SIZE,
    OTHER
  }

  /**
   * Names the first difference, in the order of the older side's text, or of the program's when
   * both have the same version. Fields come first: a field that moved also changes the size of its
   * struct and of sections, but is what has to be looked at. What only a newer side has comes late:
   * it may have been added by right.
   */
  public static String describe(Side region, Side program) {
    Map<String, String> programFacts = facts(bytes(program.text()), null);
    Map<String, String> regionFacts = facts(bytes(region.text()), programFacts.keySet());
    String key =
        region.version() == program.version()
            ? ofOneVersion(programFacts, regionFacts)
            : region.version() < program.version()
                ? ofTwoVersions(regionFacts, programFacts)
                : ofTwoVersions(programFacts, regionFacts);
    if (key == null) {
      return region.where()
          + " and "
          + program.where()
          + " have the same facts in another order, form or history";
    }
    return sentence(key, regionFacts, region.where(), programFacts, program.where());
  }

  /**
   * Names every difference, each in a sentence like that of {@link #describe}: those of the
   * program's text in its order, then what only the other text has. Empty when no fact differs.
   */
  public static List<String> describeAll(
      String found, String foundWhere, String wanted, String wantedWhere) {
    Map<String, String> foundFacts = facts(bytes(found.getBytes(StandardCharsets.UTF_8)), null);
    Map<String, String> wantedFacts = facts(bytes(wanted.getBytes(StandardCharsets.UTF_8)), null);
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

  private static String ofOneVersion(Map<String, String> program, Map<String, String> region) {
    Set<Kind> others = EnumSet.of(Kind.SIZE, Kind.OTHER);
    String key = changed(program, region, EnumSet.of(Kind.FIELD), false);
    key = key != null ? key : missing(region, program, EnumSet.of(Kind.FIELD));
    key = key != null ? key : changed(program, region, others, false);
    return key != null ? key : missing(region, program, others);
  }

  private static String ofTwoVersions(Map<String, String> older, Map<String, String> newer) {
    String key = changed(older, newer, EnumSet.of(Kind.FIELD), true);
    key = key != null ? key : changed(older, newer, EnumSet.of(Kind.OTHER), true);
    key = key != null ? key : missing(newer, older, EnumSet.of(Kind.FIELD));
    key = key != null ? key : changed(older, newer, EnumSet.of(Kind.SIZE), true);
    return key != null ? key : missing(newer, older, EnumSet.of(Kind.SIZE, Kind.OTHER));
  }

  /** The first key of some kinds that the other side lacks or has otherwise; null when none. */
  private static String changed(
      Map<String, String> facts, Map<String, String> others, Set<Kind> kinds, boolean mayGrow) {
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      String other = others.get(fact.getKey());
      boolean same =
          fact.getValue().equals(other)
              || mayGrow && other != null && isGrownSection(fact.getValue(), other);
      if (!same && kinds.contains(kind(fact.getValue()))) {
        return fact.getKey();
      }
    }
    return null;
  }

  /** The first key of some kinds that the other side lacks; null when none. */
  private static String missing(
      Map<String, String> facts, Map<String, String> others, Set<Kind> kinds) {
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      if (!others.containsKey(fact.getKey()) && kinds.contains(kind(fact.getValue()))) {
        return fact.getKey();
      }
    }
    return null;
  }

  /** A newer version may have more messages in a section. */
  private static boolean isGrownSection(String older, String newer) {
    return CARRIERS.stream().anyMatch(older::startsWith) && newer.startsWith(older + " ");
  }

  private static Kind kind(String rest) {
    return rest.contains(" offset ")
        ? Kind.FIELD
        : rest.contains(" size ") ? Kind.SIZE : Kind.OTHER;
  }

  /** A text whose characters are the bytes, so that none is lost that is no character. */
  private static String bytes(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /**
   * First word of each line to the rest of the line, without the history.
   *
   * @param text its characters are bytes
   * @param known keys of the other text; of all other keys only the first of each kind is kept,
   *     because a hostile text can have millions. Null to keep all.
   */
  private static Map<String, String> facts(String text, Set<String> known) {
    Map<String, String> facts = new LinkedHashMap<>();
    Set<Kind> foreign = EnumSet.noneOf(Kind.class);
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      int feed = text.indexOf('\n', start);
      end = feed < 0 ? text.length() : feed;
      int blank = text.indexOf(' ', start, end);
      String key = text.substring(start, blank < 0 ? end : blank);
      if (key.isEmpty() || LayoutHistory.isHistory(text, start, end)) {
        continue;
      }
      String rest = blank < 0 ? "" : text.substring(blank + 1, end);
      if (known == null || known.contains(key) || foreign.add(kind(rest))) {
        facts.putIfAbsent(key, rest);
      }
    }
    return facts;
  }

  private static String fact(String key, String rest) {
    String fact = rest == null ? "no " + key : rest.isEmpty() ? key : key + " " + rest;
    return Printable.of(fact.getBytes(StandardCharsets.ISO_8859_1));
  }
}
