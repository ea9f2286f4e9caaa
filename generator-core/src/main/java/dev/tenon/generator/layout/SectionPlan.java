// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Layout facts of a section: layout texts, contracts, tables, JSON and pages all say these.
 *
 * @param types structs that the section holds or carries
 * @param isCarrier whether there may be several of them, one after the other, rather than one
 * @param extent in the words of people
 * @param facts further facts, in the order of layout texts
 */
public record SectionPlan(
    Section.Kind kind, List<StructType> types, boolean isCarrier, Extent extent, List<Fact> facts) {

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
    facts = List.copyOf(facts);
  }

  /** Returns the names of the types with something between them. */
  public String typeNames(String separator) {
    return types.stream().map(StructType::name).collect(Collectors.joining(separator));
  }
}
