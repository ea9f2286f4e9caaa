// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Evolution;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** Values of fields of later versions in data of a writer that does not have them. */
final class YoungerDefaults {

  /** The constant of a struct that holds nothing but defaults. */
  static final String CONSTANT = "DEFAULTS";

  private final StructScope scope;
  private final Evolution evolution;
  private final Composite struct;

  YoungerDefaults(StructScope scope) {
    this.scope = scope;
    this.evolution = scope.layouts().evolution();
    this.struct = scope.composite();
  }

  private boolean isYounger(Field field) {
    return evolution.isYounger(struct, field);
  }

  private boolean exist() {
    return struct.fields().stream().anyMatch(this::isYounger);
  }

  /** A struct that holds nothing but defaults, to read what is not there. */
  List<FieldSpec> fields() {
    return exist()
        ? List.of(
            FieldSpec.builder(scope.self(), CONSTANT)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Values of fields that an older writer does not have.")
                .initializer(
                    "defaults($T.ofArray(new long[$L]), 0)",
                    ForeignApi.MEMORY_SEGMENT,
                    Place.literal(Layouts.alignUp(scope.plan().size(), Long.BYTES) / Long.BYTES))
                .build())
        : List.of();
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    if (exist()) {
      methods.add(
          MethodSpec.methodBuilder("defaults")
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .returns(scope.self())
              .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
              .addParameter(TypeName.LONG, "offset")
              .addStatement("initialize(segment, offset)")
              .addStatement("return new $T().aim(segment.asReadOnly(), offset)", scope.self())
              .build());
    }
    if (evolution.isEvolving(struct)) {
      methods.add(writeYounger());
    }
    return methods;
  }

  private MethodSpec writeYounger() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("writeYounger")
            .addModifiers(Modifier.STATIC)
            .addJavadoc(
                "Writes the defaults of fields that are newer than one version and not newer than"
                    + " another.")
            .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
            .addParameter(TypeName.LONG, "offset")
            .addParameter(TypeName.INT, "from")
            .addParameter(TypeName.INT, "to");
    if (struct instanceof StructType) {
      steps()
          .forEach(
              (since, defaults) ->
                  method
                      .beginControlFlow("if (from < $1L && to >= $1L)", since)
                      .addCode(defaults.build())
                      .endControlFlow());
      scope.plan().fields().stream()
          .filter(member -> evolution.isEvolvingIn(struct, member.field()))
          .forEach(member -> method.addCode(inside(member)));
    }
    // What is in a union without a tag nobody knows.
    return method.build();
  }

  /** By version, what writes the defaults of the fields that it brought. */
  private SortedMap<Integer, CodeBlock.Builder> steps() {
    SortedMap<Integer, CodeBlock.Builder> steps = new TreeMap<>();
    for (FieldMember member : scope.plan().fields()) {
      Field field = member.field();
      if (isYounger(field)) {
        CodeBlock.Builder defaults =
            steps.computeIfAbsent(evolution.since(struct, field), since -> CodeBlock.builder());
        if (field.type() instanceof ListType) {
          CountMember count = scope.plan().count(field);
          defaults.add(copyDefault(count.offset(), count.size()));
        }
        defaults.add(copyDefault(member.offset(), member.size()));
      }
    }
    return steps;
  }

  private CodeBlock inside(FieldMember member) {
    Field field = member.field();
    CodeBlock start = Place.start("offset", member);
    Type inner = field.type().innermost();
    CodeBlock parts =
        inner instanceof UnionType
            ? arms(field, start)
            : structs(scope, member, (StructType) inner, start);
    // What the writer did not have as a whole is a new one as a whole.
    return isYounger(field) && !parts.isEmpty()
        ? CodeBlock.builder()
            .beginControlFlow("if (from >= $L && from < to)", evolution.since(struct, field))
            .add(parts)
            .endControlFlow()
            .build()
        : parts;
  }

  private CodeBlock arms(Field field, CodeBlock start) {
    return field.tag().isEmpty()
        ? CodeBlock.of("")
        : CodeBlock.builder()
            .addStatement(
                "$T.writeYounger(segment,$W$L,$W$L,$Wfrom,$Wto)",
                scope.types().named((UnionType) field.type()),
                start,
                Place.start("offset", scope.plan().member(struct.tagBeside(field))))
            .build();
  }

  private CodeBlock copyDefault(long offset, long size) {
    return CodeBlock.builder()
        .addStatement(
            "$T.copy($L.segment,$W$L,$Wsegment,$Woffset + $L,$W$L)",
            ForeignApi.MEMORY_SEGMENT,
            CONSTANT,
            Place.literal(offset),
            Place.literal(offset),
            Place.literal(size))
        .build();
  }

  /**
   * Does it for the structs of a field or arm; however many dimensions an array has, its elements
   * lie side by side.
   */
  static CodeBlock structs(
      StructScope scope, FieldMember member, StructType struct, CodeBlock start) {
    TypeName java = scope.types().named(struct);
    if (member.field().type() == struct) {
      return CodeBlock.builder()
          .addStatement("$T.writeYounger(segment,$W$L,$Wfrom,$Wto)", java, start)
          .build();
    }
    return CodeBlock.builder()
        .beginControlFlow(
            "for (long i = 0; i < $L; i += $T.BYTES)", Place.literal(member.size()), java)
        .addStatement("$T.writeYounger(segment,$W$L + i,$Wfrom,$Wto)", java, start)
        .endControlFlow()
        .build();
  }
}
