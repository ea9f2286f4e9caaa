// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damage to the text of a schema, at random. */
public final class SchemaMutations {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.]+|[^A-Za-z0-9_.\\s]|\\s+");

  private static final List<String> FRAGMENTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "'",
          "\"",
          "#",
          "&a ",
          "*a",
          "!!str ",
          "---\n",
          "\n",
          "\t",
          "  ",
          "\0",
          "\uFEFF",
          "é",
          "\uD83D\uDE00",
          "|\n",
          ">-\n",
          "? ",
          "- ",
          "<<",
          "~",
          "-1",
          "0",
          "1",
          "00",
          "0x",
          "0xFFFFFFFFFFFFFFFF",
          "18446744073709551616",
          "1_0",
          "1e999",
          ".nan",
          "-.inf",
          "4096",
          "1MiB",
          "8GiB",
          "true",
          "yes",
          "null",
          "u8",
          "i64",
          "f32",
          "f64",
          "bool",
          "char",
          "char[4]",
          "u8[0]",
          "u8[99999999999]",
          "u64[2][3]",
          "Level",
          "Quote",
          "Side",
          "QuoteFlags",
          "DEPTH",
          "align",
          "atomic",
          "default",
          "terminated",
          "id",
          "type",
          "value",
          "bit",
          "queue",
          "latest",
          "deadline",
          "event",
          "auto",
          "bits",
          "mutex",
          "semaphore",
          "20ms",
          "capacity",
          "struct",
          "java_name",
          "c_name",
          "wait",
          "class",
          "doc",
          "structs",
          "enums",
          "regions",
          "constants",
          "const ",
          "*",
          "const Quote*",
          "Quote*",
          "Level[count]",
          "void",
          "void*",
          "string",
          "OnQuote",
          "Decide",
          "Feed",
          "feed_close",
          "callbacks",
          "functions",
          "exports",
          "handles",
          "params",
          "returns",
          "on_error",
          "keep",
          "threads",
          "same",
          "listeners",
          "batch",
          "critical",
          "blocking",
          "errno",
          "release",
          "count",
          "u16[<=4]",
          "char[<=2][4]",
          "[<=",
          "(DEPTH",
          " * 2",
          " / 0",
          "0..3",
          "3..0",
          "unions",
          "arms",
          "tag",
          "imports",
          "units.tenon.yaml",
          ".",
          "flags",
          "masks",
          "none",
          "alias_of",
          "reserved",
          "ids",
          "order",
          "big",
          "min",
          "max",
          "bits",
          "enum",
          "exponent",
          "decimal",
          "uuid",
          "timestamp_ns",
          "in_reserved",
          "extern",
          "header",
          "size",
          "align",
          "offset",
          "c_type",
          "c",
          "since",
          "deprecated",
          "Body",
          "Kind",
          "Overlay",
          "Grown",
          "Amount",
          "Scale",
          "Access",
          "KILO",
          "kind");

  private SchemaMutations() {}

  /** Damages a text in up to three places. */
  public static byte[] mutate(String original, RandomGenerator random) {
    String text = original;
    int mutations = 1 + random.nextInt(3);
    for (int i = 0; i < mutations; i++) {
      text = random.nextBoolean() ? mutateToken(text, random) : mutateCharacter(text, random);
    }
    return bytes(text, random);
  }

  /** Damages a text more, also with lines of others. */
  public static byte[] mutateMore(List<String> originals, RandomGenerator random) {
    String text = originals.get(random.nextInt(originals.size()));
    int mutations = 1 + random.nextInt(8);
    for (int i = 0; i < mutations; i++) {
      text =
          switch (random.nextInt(4)) {
            case 0 -> mutateCharacter(text, random);
            case 1 -> mutateLines(text, originals.get(random.nextInt(originals.size())), random);
            default -> mutateToken(text, random);
          };
    }
    return bytes(text, random);
  }

  private static byte[] bytes(String text, RandomGenerator random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(20) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static String mutateCharacter(String text, RandomGenerator random) {
    int start = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), start + random.nextInt(4));
    String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, start) + text.substring(end);
      case 1 -> text.substring(0, start) + fragment + text.substring(start);
      case 2 -> text.substring(0, end) + text.substring(start);
      default -> text.substring(0, start) + fragment + text.substring(end);
    };
  }

  /** Replaces a token by a fragment or by another token of the text. */
  private static String mutateToken(String text, RandomGenerator random) {
    Matcher target = tokenAfter(text, random.nextInt(text.length() + 1));
    Matcher source = tokenAfter(text, random.nextInt(text.length() + 1));
    String replacement =
        random.nextBoolean() ? source.group() : FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return text.substring(0, target.start()) + replacement + text.substring(target.end());
  }

  private static Matcher tokenAfter(String text, int position) {
    Matcher matcher = TOKEN.matcher(text);
    if (!matcher.find(position) && !matcher.find(0)) {
      matcher = TOKEN.matcher("x");
      matcher.matches();
    }
    return matcher;
  }

  /** Takes lines out, puts lines of another text in, or does both. */
  private static String mutateLines(String text, String other, RandomGenerator random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    List<String> others = other.lines().toList();
    int from = random.nextInt(lines.size() + 1);
    if (random.nextBoolean()) {
      lines.subList(from, Math.min(lines.size(), from + random.nextInt(5))).clear();
    }
    if (random.nextBoolean()) {
      int first = random.nextInt(others.size());
      int last = Math.min(others.size(), first + random.nextInt(5));
      lines.addAll(Math.min(from, lines.size()), others.subList(first, last));
    }
    return String.join("\n", lines) + "\n";
  }
}
