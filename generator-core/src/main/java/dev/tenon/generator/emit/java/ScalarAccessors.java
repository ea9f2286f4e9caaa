// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.ScalarType;
import java.util.List;

/** Accessors of numbers, flags, booleans and single characters. */
final class ScalarAccessors {

  private final StructScope scope;

  ScalarAccessors(StructScope scope) {
    this.scope = scope;
  }

  List<MethodSpec> of(FieldMember member, ScalarType type, Place place, String name) {
    return of(member, type, place, name, FieldJavadoc.of(scope.types(), member.field()));
  }

  List<MethodSpec> of(FieldMember member, ScalarType type, Place place, String name, String doc) {
    TypeName java = JavaTypes.scalar(type);
    CodeBlock layout = scope.valueLayouts().access(type);
    CodeBlock bits = CodeBlock.of("segment.get($L,$W$L)", layout, place.position());
    CodeBlock encoded =
        scope.scalars().encode(type, scope.label(member.field()), CodeBlock.of("value"));
    return List.of(
        Accessor.getter(name, java, place.indices(), doc, scope.scalars().decode(type, bits)),
        Accessor.setter(
            scope,
            name,
            place.indices(),
            java,
            CodeBlock.of("segment.set($L,$W$L,$W$L)", layout, place.position(), encoded)));
  }
}
