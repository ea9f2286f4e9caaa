// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.SectionPlan;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The layout as text that is the same for equal layouts: UTF-8, a line for each fact, the first
 * word of a line being its key. Two programs that hold the same text read the same bytes; where
 * they differ, the first differing key names the culprit.
 *
 * <p>The text of a layout that grew begins with the hashes of what it was at earlier contract
 * versions, so that a program of an earlier version and one of a later find out that they agree on
 * what both know.
 *
 * <p>Documentation, units and defaults are not layout and are not in it.
 */
public final class CanonicalLayout {

  private static final String FORMAT = "tenon-layout 1";

  private final Schema schema;
  private final Layouts layouts;
  private final Consumer<CanonicalLines> content;

  private CanonicalLayout(Schema schema, Layouts layouts, Consumer<CanonicalLines> content) {
    this.schema = schema;
    this.layouts = layouts;
    this.content = content;
  }

  /** Returns the layout of everything in a schema. */
  public static LayoutText of(Schema schema, Layouts layouts) {
    SortedMap<Integer, LayoutText> history = history(schema, layouts);
    return history.get(history.lastKey());
  }

  /** Returns the layout of a region and of what it holds, and of nothing else. */
  public static LayoutText of(Schema schema, Region region, Layouts layouts) {
    SortedMap<Integer, LayoutText> history = history(schema, region, layouts);
    return history.get(history.lastKey());
  }

  /** Returns the layout of a region as it was at each version at which it changed. */
  static SortedMap<Integer, LayoutText> history(Schema schema, Region region, Layouts layouts) {
    return new CanonicalLayout(schema, layouts, lines -> region(lines, region)).history();
  }

  /** Returns the layout of one type as it was at each version at which it changed. */
  static SortedMap<Integer, LayoutText> history(Schema schema, Type type, Layouts layouts) {
    return new CanonicalLayout(schema, layouts, lines -> lines.reach(type)).history();
  }

  /** Returns the text of a history that holds at a version. */
  static LayoutText upTo(int version, SortedMap<Integer, LayoutText> history) {
    SortedMap<Integer, LayoutText> past = history.headMap(version + 1);
    return history.get(past.isEmpty() ? history.firstKey() : past.lastKey());
  }

  /**
   * Returns the layout of everything in a schema as it was at each contract version at which it
   * changed, the first being 1.
   */
  public static SortedMap<Integer, LayoutText> history(Schema schema, Layouts layouts) {
    return new CanonicalLayout(
            schema,
            layouts,
            lines -> {
              schema.regions().stream()
                  .filter(lines::isThere)
                  .forEach(region -> region(lines, region));
              Stream.of(schema.structs(), schema.unions(), schema.enums(), schema.flags())
                  .flatMap(List::stream)
                  .filter(lines::isThere)
                  .forEach(lines::reach);
            })
        .history();
  }

  /** Returns the layout of one type and of what it is made of, as it is today. */
  public static LayoutText of(Schema schema, Type type, Layouts layouts) {
    SortedMap<Integer, LayoutText> history = history(schema, type, layouts);
    return history.get(history.lastKey());
  }

  private SortedMap<Integer, LayoutText> history() {
    CanonicalLines lines = new CanonicalLines(schema, layouts);
    content.accept(lines);
    String today = lines.finish();
    SortedSet<Integer> versions = new TreeSet<>(lines.changes());
    versions.add(1);
    SortedMap<Integer, LayoutText> texts = new TreeMap<>();
    List<String> earlier = new ArrayList<>();
    String before = null;
    for (int version : versions) {
      String then = version == versions.last() ? today : at(version);
      // What came to a type before the type came here changed nothing here.
      if (!then.equals(before)) {
        texts.put(version, text(version, then, earlier));
      }
      before = then;
    }
    return texts;
  }

  /** Returns what was there at a version. */
  private String at(int version) {
    CanonicalLines lines = new CanonicalLines(schema, layouts, version);
    content.accept(lines);
    return lines.finish();
  }

  /**
   * Returns the text of a version.
   *
   * @param then what was there
   * @param earlier the lines that name the texts before it; the one for this text is added, so that
   *     each is hashed once
   */
  private LayoutText text(int version, String then, List<String> earlier) {
    List<String> head = new ArrayList<>(List.of(FORMAT, "schema " + schema.name()));
    if (!earlier.isEmpty()) {
      head.add("current " + version);
      head.addAll(earlier);
    }
    LayoutText text = new LayoutText(String.join("\n", head) + "\n" + then);
    earlier.add("compatible " + version + " " + text.hashHex());
    return text;
  }

  private static void region(CanonicalLines lines, Region region) {
    lines.line("region %s", region.name());
    for (Section section : region.contents()) {
      if (!lines.isThere(region, section)) {
        continue;
      }
      String key = region.name() + "." + section.name();
      SectionPlan plan = lines.plan(section);
      plan.types().forEach(lines::reach);
      StringBuilder text = new StringBuilder(key).append(' ').append(plan.kind().key());
      if (!plan.isCarrier()) {
        text.append(' ').append(plan.words(" "));
      }
      plan.facts().forEach(fact -> text.append(' ' + fact.key() + ' ' + fact.value()));
      if (plan.isCarrier()) {
        text.append(" of ").append(plan.words(" "));
      }
      lines.line("%s", text);
    }
  }
}
