// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaAccessors.Method;
import dev.tenon.generator.naming.JavaAccessors.Role;
import java.util.ArrayList;
import java.util.List;

/** Accessors of a whole array: its bytes, and for bytes a copy from an array. */
final class BulkAccessors {

  private final StructScope scope;

  BulkAccessors(StructScope scope) {
    this.scope = scope;
  }

  List<Accessor> of(FieldMember member) {
    JavaAccessors signatures = scope.accessors(member.field());
    List<Accessor> methods = new ArrayList<>();
    methods.add(
        Accessor.getter(
            scope.guard(member),
            signatures.get(Role.VIEW),
            ForeignApi.MEMORY_SEGMENT,
            "{@return a view of the bytes of all elements}",
            CodeBlock.of(
                "segment.asSlice($L,$W$L)",
                Place.whole(member).position(),
                Place.literal(member.size()))));
    if (signatures.has(Role.COPY_ARRAY)) {
      methods.add(copyFrom(member, signatures.get(Role.COPY_ARRAY), "$T.ofArray(value)"));
      methods.add(copyFrom(member, signatures.get(Role.COPY_SEGMENT), "value"));
    }
    return methods;
  }

  private Accessor copyFrom(FieldMember member, Method signature, String asSegment) {
    CodeBlock value =
        asSegment.equals("value")
            ? CodeBlock.of(asSegment)
            : CodeBlock.of(asSegment, ForeignApi.MEMORY_SEGMENT);
    Accessor setter =
        Accessor.setter(
            scope,
            scope.guard(member),
            signature,
            CodeBlock.of(
                "$L($S,$Wsegment,$W$L,$W$L,$W$L)",
                scope.types().support().use("writeBytes"),
                scope.label(member.field()),
                Place.whole(member).position(),
                Place.literal(member.size()),
                value));
    return Accessor.writes(
        setter.method().toBuilder()
            .addJavadoc("Copies up to $L bytes and zeroes the rest.", member.size())
            .build());
  }
}
