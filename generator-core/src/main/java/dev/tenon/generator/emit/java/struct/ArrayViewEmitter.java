// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Versions;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * The nested class {@code Array}: structs side by side, by index and one after the other. The
 * support class has what does not depend on the struct.
 */
final class ArrayViewEmitter {

  private final ClassName self;
  private final ClassName array = ClassName.get("", "Array");
  private final ClassName common;
  private final Versions versions;
  private final boolean received;

  /**
   * The class for a struct.
   *
   * @param received whether C hands such arrays to Java, each time through the same object
   */
  ArrayViewEmitter(StructScope scope, boolean received) {
    this.self = scope.self();
    this.common = scope.types().support().nested("Array");
    this.versions = scope.versions();
    this.received = received;
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(array)
            .addJavadoc("View of {@code $L}s side by side.", self.simpleName())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(ParameterizedTypeName.get(common, self, array));
    if (versions.isEvolving()) {
      type.addField(TypeName.INT, "version", Modifier.PRIVATE, Modifier.FINAL);
    }
    type.addMethod(constructor());
    if (received) {
      type.addMethod(unbound()).addMethod(aim());
    }
    return type.addMethod(hook("element", self).addStatement("return new $T()", self).build())
        .addMethod(at())
        .addMethod(
            hook("part", array)
                .addParameter(TypeName.LONG, "base")
                .addParameter(TypeName.LONG, "length")
                .addStatement("return new $T(segment,$Wbase,$Wlength$L)", array, version())
                .build())
        .build();
  }

  private static MethodSpec.Builder hook(String name, TypeName type) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).returns(type);
  }

  /** Has its own size as a constant, which compilers need to make one loop of many accesses. */
  private MethodSpec at() {
    return hook("at", self)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(TypeName.LONG, "index")
        .addParameter(self, "reuse")
        .addStatement(
            "return reuse.aim(segment,$Wbase + $T.checkIndex(index, length) * BYTES$L)",
            Objects.class,
            version())
        .build();
  }

  private CodeBlock version() {
    return CodeBlock.of(versions.isEvolving() ? ",$Wversion" : "");
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
            .addParameter(TypeName.LONG, "base")
            .addParameter(TypeName.LONG, "length");
    if (versions.isEvolving()) {
      constructor.addParameter(TypeName.INT, "version");
    }
    constructor.addStatement("super(segment, base, length, BYTES)");
    if (versions.isEvolving()) {
      constructor.addStatement("this.version = version");
    }
    return constructor.build();
  }

  private MethodSpec unbound() {
    return MethodSpec.constructorBuilder()
        .addJavadoc("Creates an unbound view without elements.")
        .addStatement(
            "this($T.NULL, 0, 0$L)",
            ForeignApi.MEMORY_SEGMENT,
            versions.isEvolving() ? CodeBlock.of(", $L", versions.own()) : "")
        .build();
  }

  private MethodSpec aim() {
    return MethodSpec.methodBuilder("aim")
        .addJavadoc("Binds the view to structs whose place is known to be right.")
        .returns(array)
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
}
