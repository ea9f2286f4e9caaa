// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Type;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Layout facts of a section: layout texts, contracts, tables, JSON and pages all say these.
 *
 * @param types declared types that its bytes are of
 * @param values values behind the kind's key in the schema: names of structs, a mode or a number
 * @param isCarrier whether there may be several values, one after the other, rather than one
 * @param extent in the words of people
 * @param facts further facts, in the order of layout texts
 */
public record SectionPlan(
    Section.Kind kind,
    List<? extends Type> types,
    List<?> values,
    boolean isCarrier,
    Extent extent,
    List<Fact> facts) {

  /**
   * Data bytes of a section.
   *
   * @param label words before the number, empty for bytes that are just there
   */
  public record Extent(String label, long bytes) {}

  /**
   * One fact.
   *
   * @param key one word
   * @param value a {@code Long} or a text
   * @param isOwn whether it is the section's own, not one of the struct that it holds
   */
  public record Fact(String key, Object value, boolean isOwn) {

    static Fact own(String key, Object value) {
      return new Fact(key, value, true);
    }

    static Fact ofStruct(String key, Object value) {
      return new Fact(key, value, false);
    }
  }

  public SectionPlan {
    types = List.copyOf(types);
    values = List.copyOf(values);
    facts = List.copyOf(facts);
  }

  /** Returns the values with something between them. */
  public String words(String separator) {
    return values.stream().map(Object::toString).collect(Collectors.joining(separator));
  }

  /** The values and, of a section that is no carrier, its own facts, in the words of people. */
  public String contents() {
    Stream<String> told =
        facts.stream()
            .filter(fact -> fact.isOwn() && !isCarrier)
            .map(fact -> fact.key() + " " + fact.value());
    return Stream.concat(values.stream().map(Object::toString), told)
        .collect(Collectors.joining(", "));
  }
}
