// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.List;

/** Accessors of structs in a struct: a new flyweight, or one that the caller has already. */
final class NestedAccessors {

  private final StructScope scope;

  NestedAccessors(StructScope scope) {
    this.scope = scope;
  }

  List<MethodSpec> of(FieldMember member, StructType type, Place place) {
    String name = JavaNames.member(member.field());
    ClassName java = scope.types().named(type);
    CodeBlock version = Versions.handedDown(scope.layouts(), type);
    List<ParameterSpec> withReuse = new ArrayList<>(place.indices());
    withReuse.add(ParameterSpec.builder(java, "reuse").build());
    return List.of(
        Accessor.getter(
            name,
            java,
            place.indices(),
            FieldJavadoc.of(scope.types(), member.field()),
            CodeBlock.of("$T.of(segment,$W$L$L)", java, place.position(), version)),
        Accessor.getter(
            name,
            java,
            withReuse,
            "Aims an object that the caller has already. Copies nothing.",
            CodeBlock.of("reuse.aim(segment,$W$L$L)", place.position(), version)));
  }

  /** The array as a whole. */
  MethodSpec view(FieldMember member, StructType element, long length) {
    return Accessor.getter(
        JavaNames.member(member.field()),
        scope.types().arrayView(element),
        List.of(),
        FieldJavadoc.of(scope.types(), member.field()),
        CodeBlock.of(
            "$T.arrayOf(segment,$W$L,$W$L$L)",
            scope.types().named(element),
            Place.whole(member).position(),
            Place.literal(length),
            Versions.handedDown(scope.layouts(), element)));
  }
}
