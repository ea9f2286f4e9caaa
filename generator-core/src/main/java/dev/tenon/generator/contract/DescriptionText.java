// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Facts of a region for people that its layout text does not have, as lines of text: units,
 * semantic types, deadlines, what is deprecated and why, and the first sentence of each
 * documentation. A line has the key of the canonical layout text, the name of a fact and its value.
 * The region carries the text for tools; it is neither hashed nor compared.
 */
public final class DescriptionText {

  private static final String FORMAT = "tenon-description 1\n";

  /** Bytes that a region has room for. */
  static final int MAX_BYTES = 0x1000000;

  /** In Latin scripts a sentence ends before a blank; what goes on in lower case goes on. */
  private static final Pattern SENTENCE_END =
      Pattern.compile("[.!?][\"')\\]]*(?= +[^ \\p{Ll}])|[。！？]");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\R\\s*\\R");

  /** A line, and whether a text that is too long does without it first. */
  private record Line(String text, boolean optional) {

    int bytes() {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  private final List<Line> lines = new ArrayList<>();

  private DescriptionText() {}

  /** Returns the description of a region; empty when the schema says nothing of it. */
  public static String of(Schema schema, Region region, Layouts layouts) {
    return of(schema, region, layouts, MAX_BYTES);
  }

  /** Returns as much of it as has room: documentation is the first to go, from the end. */
  static String of(Schema schema, Region region, Layouts layouts, int room) {
    DescriptionText text = new DescriptionText();
    text.describe(schema, region, layouts);
    return text.within(room);
  }

  private void describe(Schema schema, Region region, Layouts layouts) {
    CanonicalLines layout = new CanonicalLines(schema, layouts);
    facts(region.name(), region);
    for (Section section : region.contents()) {
      String key = region.name() + "." + section.name();
      section.notes().forEach((fact, value) -> line(key, fact, value, false));
      facts(key, section);
      section.types().forEach(layout::reach);
    }
    for (Type type : layout.reached()) {
      type(type);
    }
  }

  private void type(Type type) {
    if (type instanceof EnumType named) {
      facts(named.name(), named);
      for (EnumValue value : named.values()) {
        facts(named.name() + "." + value.name(), value);
      }
    } else if (type instanceof FlagsType flags) {
      facts(flags.name(), flags);
      for (FlagBit bit : flags.bits()) {
        facts(flags.name() + "." + bit.name(), bit);
      }
    } else {
      Composite composite = (Composite) type;
      facts(composite.name(), composite);
      composite.fields().forEach(field -> field(composite, field));
    }
  }

  private void field(Composite owner, Field field) {
    String key = owner.name() + "." + field.name();
    line(key, "unit", field.unit(), false);
    if (field.valueType() instanceof SemanticType semantic) {
      line(key, "semantic", semantic.spelling(), false);
    }
    facts(key, field);
    for (BitRange range : field.bits()) {
      facts(key + "." + range.name(), range);
    }
  }

  private void facts(String key, Declaration declaration) {
    line(key, "deprecated", declaration.deprecated().orElse(""), false);
    line(key, "doc", firstSentence(declaration.doc()), true);
  }

  private void line(String key, String fact, String value, boolean optional) {
    String words = oneLine(value);
    if (!words.isEmpty()) {
      lines.add(new Line(key + " " + fact + " " + words + "\n", optional));
    }
  }

  /** The first paragraph up to the end of its first sentence. */
  static String firstSentence(String doc) {
    String words = oneLine(PARAGRAPH_END.split(doc.strip(), 2)[0]);
    Matcher end = SENTENCE_END.matcher(words);
    return end.find() ? words.substring(0, end.end()) : words;
  }

  private static String oneLine(String text) {
    return BLANKS.matcher(text.strip()).replaceAll(" ");
  }

  private String within(int room) {
    int left = room - FORMAT.length();
    for (Line line : lines) {
      left -= line.optional() ? 0 : line.bytes();
    }
    // What is left when everything else is there belongs to documentation, in order.
    int docs = Math.max(0, left);
    int others = room - FORMAT.length() - docs;
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      int bytes = line.bytes();
      if (line.optional()) {
        docs = bytes <= docs ? docs - bytes : -1;
      } else {
        others = bytes <= others ? others - bytes : -1;
      }
      if (line.optional() ? docs >= 0 : others >= 0) {
        text.append(line.text());
      }
    }
    return text.isEmpty() ? "" : FORMAT + text;
  }
}
