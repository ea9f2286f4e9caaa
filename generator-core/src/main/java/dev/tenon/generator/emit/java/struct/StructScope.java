// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.emit.java.code.ValueLayouts;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.UnionType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The struct or union whose class is being written, and what every part of that class needs to
 * know.
 *
 * @param valueLayouts collects the imports of the file
 * @param records collects the components of its records, by simple name
 */
public record StructScope(
    Composite composite,
    Layouts layouts,
    JavaTypes types,
    ScalarCode scalars,
    ValueLayouts valueLayouts,
    Map<String, List<ParameterSpec>> records) {

  public static StructScope of(Composite composite, Layouts layouts, JavaTypes types) {
    return new StructScope(
        composite,
        layouts,
        types,
        new ScalarCode(types),
        new ValueLayouts(types),
        new LinkedHashMap<>());
  }

  StructLayoutPlan plan() {
    return layouts.plan(composite);
  }

  /** Versions of the struct. */
  Versions versions() {
    return Versions.of(types.schema(), composite, layouts);
  }

  /** The class itself. */
  ClassName self() {
    return types.named(composite);
  }

  /** Name of a field in error messages: {@code Quote.side}, as in the schema. */
  String label(Field field) {
    return composite.name() + "." + field.name();
  }

  /** The methods that the class has for a field or arm. */
  JavaAccessors accessors(Field field) {
    return isTagged()
        ? JavaAccessors.ofArm(types.schema(), field)
        : JavaAccessors.of(types.schema(), field);
  }

  private boolean isTagged() {
    return composite instanceof UnionType union && union.tag().isPresent();
  }

  /** Returns the additional statements of accessors of a field. */
  Guard guard(FieldMember member) {
    return composite instanceof UnionType union && isTagged()
        ? Guard.ofArm(types.named(union.tag().get()), union, member)
        : Guard.NONE;
  }
}
