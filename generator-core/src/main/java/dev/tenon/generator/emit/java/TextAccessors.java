// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.StringType;
import java.util.List;

/** Accessors of {@code char[N]}. */
final class TextAccessors {

  private final StructScope scope;

  TextAccessors(StructScope scope) {
    this.scope = scope;
  }

  List<MethodSpec> of(FieldMember member, StringType type, Place place) {
    String name = JavaNames.member(member.field());
    ClassName support = scope.types().support();
    ClassName string = ClassName.get(String.class);
    CodeBlock get =
        CodeBlock.of(
            "$T.text(segment,$W$L,$W$L)",
            support,
            place.position(),
            Place.literal(type.capacity()));
    CodeBlock set =
        CodeBlock.of(
            "$T.text($S,$Wsegment,$W$L,$W$L,$W$L,$Wvalue)",
            support,
            scope.label(member.field()),
            place.position(),
            Place.literal(type.capacity()),
            Place.literal(type.maxBytes()));
    return List.of(
        Accessor.getter(
            name, string, place.indices(), FieldJavadoc.of(scope.types(), member.field()), get),
        Accessor.setter(scope, name, place.indices(), string, set));
  }
}
