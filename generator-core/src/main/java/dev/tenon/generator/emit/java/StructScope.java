// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;

/**
 * The struct whose class is being written, and what every part of that class needs to know.
 *
 * @param valueLayouts collects the imports of the file
 */
record StructScope(
    StructType struct,
    Layouts layouts,
    JavaTypes types,
    ScalarCode scalars,
    ValueLayouts valueLayouts) {

  static StructScope of(StructType struct, Layouts layouts, JavaTypes types) {
    return new StructScope(struct, layouts, types, new ScalarCode(types), new ValueLayouts());
  }

  StructLayoutPlan plan() {
    return layouts.plan(struct);
  }

  /** What has to be known of its versions. */
  Versions versions() {
    return Versions.of(types.schema(), struct, layouts);
  }

  /** The class itself. */
  ClassName self() {
    return types.named(struct);
  }

  /** How errors call a field: {@code Quote.side}, as in the schema. */
  String label(Field field) {
    return struct.name() + "." + field.name();
  }
}
