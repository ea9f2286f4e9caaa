// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Methods that allocate a struct, bind a view to its place and copy it. */
final class StructFactories {

  private final StructScope scope;
  private final StructMemory memory;
  private final ClassName self;
  private final ClassName array = ClassName.get("", "Array");

  StructFactories(StructScope scope, StructMemory memory) {
    this.scope = scope;
    this.memory = memory;
    this.self = scope.self();
  }

  List<MethodSpec> emit() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(constructor());
    methods.add(allocate());
    methods.add(
        factory("of", self)
            .addJavadoc("{@return a new view of the bytes from {@code offset} on}")
            .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
            .addParameter(TypeName.LONG, "offset")
            .addStatement("return new $T().wrap(segment, offset)", self)
            .build());
    methods.addAll(memory.views());
    methods.add(allocateArray());
    methods.add(arrayOf());
    methods.add(arrayOfOffset());
    methods.addAll(memory.arrays(checkedArray()));
    methods.add(wrap());
    methods.addAll(memory.wraps());
    methods.addAll(memory.aims());
    methods.add(memory.asSegment());
    methods.add(memory.copyFrom());
    methods.addAll(memory.more());
    return methods;
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Creates an unbound view; call {@code wrap} before use.")
        .build();
  }

  private MethodSpec allocate() {
    return factory("allocate", self)
        .addJavadoc("Allocates a struct, zeroes it and applies field defaults.")
        .addParameter(ForeignApi.SEGMENT_ALLOCATOR, "allocator")
        .addStatement(
            "$T segment = allocator.allocate(BYTES, ALIGNMENT)", ForeignApi.MEMORY_SEGMENT)
        .addStatement("initialize(segment, 0)")
        .addStatement("return of(segment, 0)")
        .build();
  }

  private MethodSpec allocateArray() {
    return factory("allocateArray", array)
        .addJavadoc("Allocates {@code length} structs, zeroes them and applies field defaults.")
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
        .addJavadoc("{@return a view of the first {@code length} structs of a segment}")
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "length")
        .addStatement("return arrayOf(segment, 0, length)")
        .build();
  }

  private MethodSpec arrayOfOffset() {
    return factory("arrayOf", array)
        .addJavadoc("{@return a view of {@code length} structs from {@code offset} on}")
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addParameter(TypeName.LONG, "length")
        .addCode(memory.array(checkedArray()))
        .build();
  }

  private MethodSpec wrap() {
    return member("wrap", self)
        .addJavadoc(
            """
            Binds this view to the bytes from {@code offset} on.

            @throws IndexOutOfBoundsException if the segment is too small
            @throws IllegalArgumentException if the address is no multiple of {@link #ALIGNMENT}
            """)
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addStatement(
            "$L($S, segment, offset, BYTES, ALIGNMENT)",
            scope.types().support().use("check"),
            scope.composite().name())
        .addStatement("return aim(segment, offset)")
        .build();
  }

  private CodeBlock checkedArray() {
    return CodeBlock.builder()
        .addStatement(
            "$L($S,$Wsegment,$Woffset,$Wlength,$WBYTES,$WALIGNMENT)",
            scope.types().support().use("checkArray"),
            scope.composite().name())
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
