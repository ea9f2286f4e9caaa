// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** How a struct comes to be, is aimed, and shows what it is aimed at. */
final class StructFactories {

  private final StructScope scope;
  private final ClassName self;
  private final ClassName array = ClassName.get("", "Array");

  StructFactories(StructScope scope) {
    this.scope = scope;
    this.self = scope.self();
  }

  List<MethodSpec> emit() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(constructor());
    methods.add(allocate());
    methods.add(
        factory("of", self)
            .addJavadoc("A view of the bytes from {@code offset} on.")
            .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
            .addParameter(TypeName.LONG, "offset")
            .addStatement("return new $T().wrap(segment, offset)", self)
            .build());
    methods.add(allocateArray());
    methods.add(arrayOf());
    methods.add(arrayOfOffset());
    methods.add(wrap());
    methods.add(aim());
    methods.add(
        member("asSegment", ForeignApi.MEMORY_SEGMENT)
            .addJavadoc("Exactly the bytes of this struct.")
            .addStatement("return segment.asSlice(base, BYTES)")
            .build());
    methods.add(
        member("backing", ForeignApi.MEMORY_SEGMENT)
            .addJavadoc("The segment that this object is aimed at.")
            .addStatement("return segment")
            .build());
    methods.add(
        member("backingOffset", TypeName.LONG)
            .addJavadoc("Where in {@link #backing()} the struct starts.")
            .addStatement("return base")
            .build());
    methods.add(
        member("copyFrom", self)
            .addJavadoc("Copies all bytes of another struct into this one.")
            .addParameter(self, "other")
            .addStatement(
                "$T.copy(other.segment, other.base, segment, base, BYTES)",
                ForeignApi.MEMORY_SEGMENT)
            .addStatement("return this")
            .build());
    return methods;
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Aimed at nothing: until {@code wrap} every access is out of bounds.")
        .addStatement("segment = $T.NULL", ForeignApi.MEMORY_SEGMENT)
        .build();
  }

  private MethodSpec allocate() {
    return factory("allocate", self)
        .addJavadoc("New memory: zero, padding included, but for defaults.")
        .addParameter(ForeignApi.SEGMENT_ALLOCATOR, "allocator")
        .addStatement(
            "$T segment = allocator.allocate(BYTES, ALIGNMENT)", ForeignApi.MEMORY_SEGMENT)
        .addStatement("initialize(segment, 0)")
        .addStatement("return of(segment, 0)")
        .build();
  }

  private MethodSpec allocateArray() {
    return factory("allocateArray", array)
        .addJavadoc("New memory for {@code length} structs, as {@code allocate} gives it.")
        .addParameter(ForeignApi.SEGMENT_ALLOCATOR, "allocator")
        .addParameter(TypeName.LONG, "length")
        .addStatement(
            "$T segment =$Wallocator.allocate($T.multiplyExact(length, BYTES), ALIGNMENT)",
            ForeignApi.MEMORY_SEGMENT,
            Math.class)
        .beginControlFlow("for (long i = 0; i < length; i++)")
        .addStatement("initialize(segment, i * BYTES)")
        .endControlFlow()
        .addStatement("return arrayOf(segment, length)")
        .build();
  }

  private MethodSpec arrayOf() {
    return factory("arrayOf", array)
        .addJavadoc("A view of the first {@code length} structs of a segment.")
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "length")
        .addStatement("return arrayOf(segment, 0, length)")
        .build();
  }

  private MethodSpec arrayOfOffset() {
    return factory("arrayOf", array)
        .addJavadoc("A view of {@code length} structs from {@code offset} on.")
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addParameter(TypeName.LONG, "length")
        .addStatement(
            "$T.check($S,$Wsegment,$Woffset,$Wlength,$WBYTES,$WALIGNMENT)",
            scope.types().support(),
            scope.composite().name())
        .addStatement("return new Array(segment, offset, length)")
        .build();
  }

  private MethodSpec wrap() {
    return member("wrap", self)
        .addJavadoc(
            """
            Aims this object at the bytes from {@code offset} on.

            @throws IndexOutOfBoundsException if the segment is too small
            @throws IllegalArgumentException if the address is no multiple of {@link #ALIGNMENT}
            """)
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addStatement(
            "$T.check($S, segment, offset, BYTES, ALIGNMENT)",
            scope.types().support(),
            scope.composite().name())
        .addStatement("return aim(segment, offset)")
        .build();
  }

  /**
   * Every access checks the segment's bounds, so this cannot lead astray, only err later. A cursor
   * mostly stays in its segment, and a load is cheaper than the collector's barrier of a store.
   */
  private MethodSpec aim() {
    return MethodSpec.methodBuilder("aim")
        .returns(self)
        .addJavadoc("{@link #wrap} without its checks, where the place is known to be right.")
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "offset")
        .beginControlFlow("if (this.segment != segment)")
        .addStatement("this.segment = segment")
        .endControlFlow()
        .addStatement("base = offset")
        .addStatement("return this")
        .build();
  }

  private static MethodSpec.Builder factory(String name, TypeName type) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(type);
  }

  private static MethodSpec.Builder member(String name, TypeName type) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
  }
}
