// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Versions;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** The nested class {@code Array}: structs side by side, by index and one after the other. */
final class ArrayViewEmitter {

  private static final ParameterSpec INDEX = ParameterSpec.builder(TypeName.LONG, "index").build();

  private final ClassName self;
  private final Versions versions;
  private final boolean received;

  /**
   * The class for a struct.
   *
   * @param received whether C hands such arrays to Java, each time through the same object
   */
  ArrayViewEmitter(StructScope scope, boolean received) {
    this.self = scope.self();
    this.versions = scope.versions();
    this.received = received;
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Array")
            .addJavadoc("{@code $L}s side by side. A view: it holds no bytes.", self.simpleName())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(ParameterizedTypeName.get(ClassName.get(Iterable.class), self))
            .addField(ForeignApi.MEMORY_SEGMENT, "segment", fieldModifiers())
            .addField(TypeName.LONG, "base", fieldModifiers())
            .addField(TypeName.LONG, "length", fieldModifiers());
    if (versions.isEvolving()) {
      type.addField(TypeName.INT, "version", Modifier.PRIVATE, Modifier.FINAL);
    }
    type.addMethod(constructor());
    if (received) {
      type.addMethod(empty()).addMethod(aim());
    }
    return type.addMethod(method("length", TypeName.LONG).addStatement("return length").build())
        .addMethod(
            method("at", self)
                .addJavadoc("A new object for an element.")
                .addParameter(INDEX)
                .addStatement("return at(index, new $T())", self)
                .build())
        .addMethod(
            method("at", self)
                .addJavadoc("Aims an object at an element and returns it. Allocates nothing.")
                .addParameter(INDEX)
                .addParameter(self, "reuse")
                .addStatement(
                    "return reuse.aim(segment,$Wbase + $T.checkIndex(index, length) * BYTES$L)",
                    Objects.class,
                    version())
                .build())
        .addMethod(slice())
        .addMethod(
            method("asSegment", ForeignApi.MEMORY_SEGMENT)
                .addJavadoc("The bytes of all elements.")
                .addStatement("return segment.asSlice(base, length * BYTES)")
                .build())
        .addMethod(iterator())
        .build();
  }

  private Modifier[] fieldModifiers() {
    return received
        ? new Modifier[] {Modifier.PRIVATE}
        : new Modifier[] {Modifier.PRIVATE, Modifier.FINAL};
  }

  private MethodSpec empty() {
    return MethodSpec.constructorBuilder()
        .addJavadoc("Aimed at nothing.")
        .addStatement(
            "this($T.NULL, 0, 0$L)",
            ForeignApi.MEMORY_SEGMENT,
            versions.isEvolving() ? CodeBlock.of(", $L", versions.own()) : "")
        .build();
  }

  private CodeBlock version() {
    return CodeBlock.of(versions.isEvolving() ? ",$Wversion" : "");
  }

  private static MethodSpec aim() {
    return MethodSpec.methodBuilder("aim")
        .addJavadoc("Aims this object at structs whose place is known to be right.")
        .returns(ClassName.get("", "Array"))
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "base")
        .addParameter(TypeName.LONG, "length")
        .beginControlFlow("if (this.segment != segment)")
        .addStatement("this.segment = segment")
        .endControlFlow()
        .addStatement("this.base = base")
        .addStatement("this.length = length")
        .addStatement("return this")
        .build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
            .addParameter(TypeName.LONG, "base")
            .addParameter(TypeName.LONG, "length")
            .addStatement("this.segment = segment")
            .addStatement("this.base = base")
            .addStatement("this.length = length");
    if (versions.isEvolving()) {
      constructor.addParameter(TypeName.INT, "version").addStatement("this.version = version");
    }
    return constructor.build();
  }

  private MethodSpec slice() {
    ClassName array = ClassName.get("", "Array");
    return method("slice", array)
        .addJavadoc("Elements {@code from} to {@code to}, the latter not included.")
        .addParameter(TypeName.LONG, "from")
        .addParameter(TypeName.LONG, "to")
        .addStatement("$T.checkFromToIndex(from, to, length)", Objects.class)
        .addStatement(
            "return new $T(segment,$Wbase + from * BYTES,$Wto - from$L)", array, version())
        .build();
  }

  private MethodSpec iterator() {
    TypeName iterator = ParameterizedTypeName.get(ClassName.get(Iterator.class), self);
    TypeSpec cursor =
        TypeSpec.anonymousClassBuilder("")
            .addSuperinterface(iterator)
            .addField(
                FieldSpec.builder(self, "cursor", Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new $T()", self)
                    .build())
            .addField(TypeName.LONG, "next", Modifier.PRIVATE)
            .addMethod(
                method("hasNext", TypeName.BOOLEAN)
                    .addAnnotation(Override.class)
                    .addStatement("return next < length")
                    .build())
            .addMethod(
                method("next", self)
                    .addAnnotation(Override.class)
                    .beginControlFlow("if (next >= length)")
                    .addStatement("throw new $T()", NoSuchElementException.class)
                    .endControlFlow()
                    .addStatement("return at(next++, cursor)")
                    .build())
            .build();
    return method("iterator", iterator)
        .addJavadoc("Returns one object again and again, aimed at the next element each time.")
        .addAnnotation(Override.class)
        .addStatement("return $L", cursor)
        .build();
  }

  private static MethodSpec.Builder method(String name, TypeName type) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
  }
}
