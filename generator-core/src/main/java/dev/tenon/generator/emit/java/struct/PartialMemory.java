// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.JavaNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Memory that need not hold all of a struct: an older writer's, or a message that was sent only as
 * far as its last list is filled.
 */
final class PartialMemory implements StructMemory {

  private static final ParameterSpec SEGMENT =
      ParameterSpec.builder(ForeignApi.MEMORY_SEGMENT, "segment").build();
  private static final ParameterSpec OFFSET =
      ParameterSpec.builder(TypeName.LONG, "offset").build();
  private static final ParameterSpec VERSION =
      ParameterSpec.builder(TypeName.INT, "version").build();

  private final StructScope scope;
  private final Versions versions;
  private final ClassName self;

  PartialMemory(StructScope scope) {
    this.scope = scope;
    this.versions = scope.versions();
    this.self = scope.self();
  }

  @Override
  public List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    if (versions.isEvolving()) {
      fields.add(
          FieldSpec.builder(TypeName.INT, "version", Modifier.PRIVATE)
              .initializer(versions.own())
              .build());
    }
    if (versions.isShortened()) {
      fields.add(
          FieldSpec.builder(TypeName.LONG, "bytes", Modifier.PRIVATE).initializer("BYTES").build());
    }
    return fields;
  }

  @Override
  public List<MethodSpec> views() {
    return versions.isEvolving() ? List.of(of()) : List.of();
  }

  @Override
  public List<MethodSpec> wraps() {
    return versions.isEvolving() ? List.of(wrap()) : List.of();
  }

  @Override
  public CodeBlock array(CodeBlock checked) {
    return versions.isEvolving()
        ? CodeBlock.builder()
            .addStatement("return arrayOf(segment,$Woffset,$Wlength,$W$L)", versions.own())
            .build()
        : StructMemory.super.array(checked);
  }

  @Override
  public List<MethodSpec> arrays(CodeBlock checked) {
    return versions.isEvolving() ? List.of(arrayOf(checked)) : List.of();
  }

  @Override
  public List<MethodSpec> more() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(whole());
    if (versions.isEvolving()) {
      methods.add(wholeArray());
      methods.add(contractVersion());
      methods.add(bytes());
    }
    return methods;
  }

  private MethodSpec of() {
    return MethodSpec.methodBuilder("of")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(self)
        .addJavadoc("{@return a new view of memory of another contract version}")
        .addParameters(List.of(SEGMENT, OFFSET, VERSION))
        .addStatement("return new $T().wrap(segment, offset, version)", self)
        .build();
  }

  private MethodSpec wrap() {
    return MethodSpec.methodBuilder("wrap")
        .addModifiers(Modifier.PUBLIC)
        .returns(self)
        .addJavadoc(
            """
            Binds this view to memory of another contract version, of which {@link #$L(int)} have
            to be there. Fields that the version did not have read as their defaults.

            @throws IndexOutOfBoundsException if the segment is too small
            @throws IllegalArgumentException if the address is not aligned
            """,
            bytesMethod())
        .addParameters(List.of(SEGMENT, OFFSET, VERSION))
        .addStatement(
            "$L($S,$Wsegment,$Woffset,$W$L(version),$W$L)",
            scope.types().support().use("check"),
            scope.composite().name(),
            bytesMethod(),
            versions.number("version", Version::alignment, CodeBlock.of("ALIGNMENT")))
        .addStatement("return aim(segment, offset, version)")
        .build();
  }

  private MethodSpec arrayOf(CodeBlock checked) {
    return MethodSpec.methodBuilder("arrayOf")
        .addModifiers(Modifier.STATIC)
        .returns(ClassName.get("", "Array"))
        .addJavadoc("{@return a view of structs in memory of another contract version}")
        .addParameters(List.of(SEGMENT, OFFSET))
        .addParameter(TypeName.LONG, "length")
        .addParameter(VERSION)
        .addCode(checked)
        .addStatement("return new Array(segment, offset, length, version)")
        .build();
  }

  /** From the one with the least to the one that says everything. */
  @Override
  public List<MethodSpec> aims() {
    List<MethodSpec> aims = new ArrayList<>();
    String wrapDoc =
        "Binds this view without the checks of {@link #wrap}; the place is known to be right.";
    MethodSpec.Builder today = aim(List.of()).addJavadoc(wrapDoc);
    if (versions.isEvolving() && versions.isShortened()) {
      aims.add(
          today.addStatement("return aim(segment,$Woffset,$W$L,$WBYTES)", versions.own()).build());
      aims.add(
          aim(List.of(VERSION))
              .addJavadoc("Binds this view to memory of another contract version, without checks.")
              .addStatement("return aim(segment,$Woffset,$Wversion,$WBYTES)")
              .build());
    } else if (versions.isEvolving()) {
      aims.add(today.addStatement("return aim(segment,$Woffset,$W$L)", versions.own()).build());
    } else {
      aims.add(today.addStatement("return aim(segment, offset, BYTES)").build());
    }
    aims.add(aim());
    return aims;
  }

  private MethodSpec.Builder aim(List<ParameterSpec> more) {
    return MethodSpec.methodBuilder("aim")
        .returns(self)
        .addParameters(List.of(SEGMENT, OFFSET))
        .addParameters(more);
  }

  private MethodSpec aim() {
    List<ParameterSpec> more = new ArrayList<>();
    if (versions.isEvolving()) {
      more.add(VERSION);
    }
    if (versions.isShortened()) {
      more.add(ParameterSpec.builder(TypeName.LONG, "bytes").build());
    }
    MethodSpec.Builder method =
        aim(more)
            .addJavadoc(
                versions.isShortened()
                    ? "Binds this view to a struct of which only the first {@code bytes} are there."
                    : "Binds this view to memory of another contract version, without checks.")
            .addStatement("place(segment, offset)");
    if (versions.isEvolving()) {
      method.addStatement("this.version = version");
    }
    if (versions.isShortened()) {
      method.addStatement(
          "this.bytes = $T.min(bytes, $L)",
          Math.class,
          versions.isEvolving() ? bytesMethod() + "(version)" : "BYTES");
    }
    return method.addStatement("return this").build();
  }

  private String there() {
    return versions.isShortened() ? "bytes" : bytesMethod() + "(version)";
  }

  private String bytesMethod() {
    return JavaNames.growth(scope.composite(), "bytes");
  }

  @Override
  public MethodSpec asSegment() {
    return MethodSpec.methodBuilder("asSegment")
        .addModifiers(Modifier.PUBLIC)
        .returns(ForeignApi.MEMORY_SEGMENT)
        .addJavadoc(
            "{@return a view of the bytes of this struct that are there$L}",
            versions.isShortened() ? "; a message may be shorter" : "")
        .addStatement("return segment.asSlice(base, $L)", there())
        .build();
  }

  @Override
  public MethodSpec copyFrom() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("copyFrom")
            .addModifiers(Modifier.PUBLIC)
            .returns(self)
            .addParameter(self, "other")
            .addJavadoc(
                versions.isEvolving()
                    ? "Copies another struct into this one. Fields that its writer did not have get"
                        + " their\n"
                        + "defaults, fields that this memory does not have are left out."
                    : "Copies another struct into this one. Bytes that were not sent become zero.");
    if (versions.isShortened()) {
      method.addStatement("long there = $T.min(bytes, other.bytes)", Math.class);
    } else {
      method.addStatement(
          "long there = $1T.min($2L(version), $2L(other.version))", Math.class, bytesMethod());
    }
    method
        .addStatement(
            "$T.copy(other.segment, other.base, segment, base, there)", ForeignApi.MEMORY_SEGMENT)
        .addStatement(
            "$L(segment, base + there, $L - there)", scope.types().support().use("zero"), there());
    if (versions.isEvolving()) {
      method.addStatement("writeYounger(segment, base, other.version, version)");
    }
    return method.addStatement("return this").build();
  }

  private MethodSpec whole() {
    return whole("struct", self)
        .addJavadoc("{@return the bytes of a struct for C, which needs all of them}")
        .beginControlFlow(
            "if ($L)",
            Stream.of(
                    versions.isEvolving() ? "struct.version < " + versions.complete() : "",
                    versions.isShortened() ? "struct.bytes < BYTES" : "")
                .filter(condition -> !condition.isEmpty())
                .collect(Collectors.joining(" || ")))
        .addStatement(
            "throw $L($S)", scope.types().support().use("partial"), scope.composite().name())
        .endControlFlow()
        .addStatement("return struct.asSegment()")
        .build();
  }

  private MethodSpec wholeArray() {
    return whole("array", ClassName.get("", "Array"))
        .addJavadoc("{@return the bytes of structs side by side for C, which needs all of them}")
        .beginControlFlow("if (array.version < $L)", versions.complete())
        .addStatement(
            "throw $L($S)", scope.types().support().use("partial"), scope.composite().name())
        .endControlFlow()
        .addStatement("return array.asSegment()")
        .build();
  }

  private static MethodSpec.Builder whole(String name, ClassName type) {
    return MethodSpec.methodBuilder("whole")
        .addModifiers(Modifier.STATIC)
        .returns(ForeignApi.MEMORY_SEGMENT)
        .addParameter(type, name);
  }

  private MethodSpec contractVersion() {
    return MethodSpec.methodBuilder(JavaNames.growth(scope.composite(), "contractVersion"))
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.INT)
        .addJavadoc("{@return the contract version of the program that the memory belongs to}")
        .addStatement("return version")
        .build();
  }

  private MethodSpec bytes() {
    return MethodSpec.methodBuilder(bytesMethod())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(TypeName.LONG)
        .addJavadoc("{@return the size in bytes in a contract version; later ones may be larger}")
        .addParameter(VERSION)
        .addStatement("return $L", versions.number("version", Version::size, CodeBlock.of("BYTES")))
        .build();
  }
}
