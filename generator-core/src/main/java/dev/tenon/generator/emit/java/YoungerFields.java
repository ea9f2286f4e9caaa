// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.layout.Evolution;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Accessors of fields that came after their struct: where the writer did not have one, its default
 * is read and nothing is written. Fields that always existed are not touched.
 */
final class YoungerFields {

  private static final String DEFAULTS = "DEFAULTS";

  private final StructScope scope;
  private final Evolution evolution;
  private final Composite struct;

  YoungerFields(StructScope scope) {
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
            FieldSpec.builder(scope.self(), DEFAULTS)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("What the fields that an older writer does not have read as.")
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

  /** Adds to the accessors of a field what they do where the field is not there. */
  List<MethodSpec> guard(Field field, List<MethodSpec> accessors) {
    if (!isYounger(field)) {
      return accessors;
    }
    List<MethodSpec> guarded = new ArrayList<>();
    for (MethodSpec accessor : accessors) {
      // What does not touch memory itself calls one that does.
      boolean touches = accessor.code().toString().contains("segment");
      guarded.add(
          touches
              ? before(accessor, isWriter(field, accessor) ? refuse(field) : read(field, accessor))
              : accessor);
    }
    return guarded;
  }

  private static MethodSpec before(MethodSpec accessor, CodeBlock guard) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(accessor.name())
            .addModifiers(accessor.modifiers())
            .returns(accessor.returnType())
            .addParameters(accessor.parameters())
            .addExceptions(accessor.exceptions())
            .addAnnotations(accessor.annotations());
    if (!accessor.javadoc().isEmpty()) {
      method.addJavadoc(accessor.javadoc());
    }
    return method.addCode(guard).addCode(accessor.code()).build();
  }

  private static boolean isWriter(Field field, MethodSpec accessor) {
    String capitalized = JavaNames.capitalized(field);
    String name = accessor.name();
    return accessor.parameters().stream().anyMatch(parameter -> parameter.name().equals("value"))
        || name.startsWith(JavaNames.add(field))
        || name.equals(JavaNames.clear(field))
        || Stream.of("compareAndSet", "getAndAdd", "getAndSet")
            .anyMatch(verb -> name.startsWith(verb + capitalized));
  }

  private CodeBlock refuse(Field field) {
    return CodeBlock.builder()
        .addStatement(
            "$T.requireVersion($S, $L, version)",
            scope.types().support(),
            scope.label(field),
            evolution.since(struct, field))
        .build();
  }

  private CodeBlock read(Field field, MethodSpec getter) {
    return CodeBlock.builder()
        .beginControlFlow("if (version < $L)", evolution.since(struct, field))
        .addStatement("return $L", absent(field, getter))
        .endControlFlow()
        .build();
  }

  /** The number itself where it is one, else whatever the same accessor makes of a default. */
  private CodeBlock absent(Field field, MethodSpec getter) {
    String name = JavaNames.member(field);
    Type type = field.type();
    boolean number =
        (type instanceof ScalarType || type instanceof FlagsType || type instanceof EnumType)
            && getter.parameters().isEmpty()
            && Set.of(name, name + "Raw", name + "Plain", name + "RawPlain")
                .contains(getter.name());
    if (number) {
      ScalarType storage = JavaTypes.storage(type);
      return field
          .defaultValue()
          .map(literal -> ScalarCode.value(storage, literal))
          .orElse(zero(storage));
    }
    return CodeBlock.of(
        "$L.$L($L)",
        DEFAULTS,
        getter.name(),
        getter.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", ")));
  }

  private static CodeBlock zero(ScalarType type) {
    return switch (type) {
      case BOOL -> CodeBlock.of("false");
      case F32, F64 -> ScalarCode.value(type, new Literal.FloatLiteral(0));
      case CHAR -> ScalarCode.value(type, new Literal.CharLiteral(0));
      default -> ScalarCode.integer(type, java.math.BigInteger.ZERO);
    };
  }

  /**
   * A component of a value has nowhere to go where its field is not there, unless it is default.
   */
  CodeBlock writeIfThere(Field field, CodeBlock write) {
    if (!isYounger(field)) {
      return write;
    }
    return CodeBlock.builder()
        .beginControlFlow(
            "if (version >= $1L$W|| !$2T.equals(value.$3L(),$W$4L.toValue().$3L()))",
            evolution.since(struct, field),
            Objects.class,
            JavaNames.member(field),
            DEFAULTS)
        .add(field.type().innermost() instanceof Composite ? refuse(field) : CodeBlock.of(""))
        .add(write)
        .endControlFlow()
        .build();
  }

  private MethodSpec writeYounger() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("writeYounger")
            .addModifiers(Modifier.STATIC)
            .addJavadoc(
                "Writes the defaults of what came after one version, as far as another one has it.")
            .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
            .addParameter(TypeName.LONG, "offset")
            .addParameter(TypeName.INT, "from")
            .addParameter(TypeName.INT, "to");
    if (struct instanceof StructType) {
      scope.plan().fields().forEach(member -> method.addCode(writeYounger(member)));
    }
    // What is in a union without a tag nobody knows.
    return method.build();
  }

  private CodeBlock writeYounger(FieldMember member) {
    CodeBlock.Builder code = CodeBlock.builder();
    Field field = member.field();
    if (isYounger(field)) {
      code.beginControlFlow("if (from < $1L && to >= $1L)", evolution.since(struct, field));
      if (field.type() instanceof ListType) {
        CountMember count = scope.plan().count(field);
        code.add(copyDefault(count.offset(), count.size()));
      }
      code.add(copyDefault(member.offset(), member.size())).endControlFlow();
    }
    if (!evolution.isEvolving(field.type())) {
      return code.build();
    }
    CodeBlock start = Place.start("offset", member);
    Type inner = field.type().innermost();
    return code.add(
            inner instanceof UnionType
                ? arms(field, start)
                : structs(scope, member, (StructType) inner, start))
        .build();
  }

  private CodeBlock arms(Field field, CodeBlock start) {
    if (field.tag().isEmpty()) {
      return CodeBlock.of("");
    }
    return CodeBlock.builder()
        .addStatement(
            "$T.writeYounger(segment,$W$L,$W$L,$Wfrom,$Wto)",
            scope.types().named((UnionType) field.type()),
            start,
            Place.start("offset", tag(field)))
        .build();
  }

  private FieldMember tag(Field union) {
    return scope.plan().fields().stream()
        .filter(member -> member.field().name().equals(union.tag().orElseThrow()))
        .findFirst()
        .orElseThrow();
  }

  private CodeBlock copyDefault(long offset, long size) {
    return CodeBlock.builder()
        .addStatement(
            "$T.copy($L.segment,$W$L,$Wsegment,$Woffset + $L,$W$L)",
            ForeignApi.MEMORY_SEGMENT,
            DEFAULTS,
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
