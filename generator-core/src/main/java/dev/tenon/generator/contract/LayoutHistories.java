// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The layout texts of a schema's types and regions at every version, each made once. */
final class LayoutHistories {

  private final Schema schema;
  private final Layouts layouts;
  private final Map<String, SortedMap<Integer, LayoutText>> known = new HashMap<>();

  LayoutHistories(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
  }

  Schema schema() {
    return schema;
  }

  Layouts layouts() {
    return layouts;
  }

  String hashOfAll(int version) {
    return hash("", version, () -> CanonicalLayout.history(schema, layouts));
  }

  String hashOf(Region region, int version) {
    return hash(region.name(), version, () -> CanonicalLayout.history(schema, region, layouts));
  }

  /**
   * @param type an enum, flags, a struct or a union
   */
  String hashOf(Type type, int version) {
    return hash(type.spelling(), version, () -> CanonicalLayout.history(schema, type, layouts));
  }

  private String hash(String key, int version, Supplier<SortedMap<Integer, LayoutText>> history) {
    return CanonicalLayout.upTo(version, known.computeIfAbsent(key, k -> history.get())).hashHex();
  }
}
