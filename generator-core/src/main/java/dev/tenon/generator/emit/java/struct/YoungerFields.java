// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.layout.Evolution;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Type;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Accessors of fields that came after their struct: where the writer did not have one, its default
 * is read and nothing is written. Fields that always existed are not touched.
 */
final class YoungerFields {

  private final StructScope scope;
  private final Evolution evolution;
  private final Composite struct;

  YoungerFields(StructScope scope) {
    this.scope = scope;
    this.evolution = scope.layouts().evolution();
    this.struct = scope.composite();
  }

  boolean isYounger(Field field) {
    return evolution.isYounger(struct, field);
  }

  /** Adds to the accessors of a field what they do where the field is not there. */
  List<MethodSpec> guard(Field field, List<Accessor> accessors) {
    return accessors.stream()
        .map(accessor -> isYounger(field) ? guarded(field, accessor) : accessor.method())
        .toList();
  }

  private MethodSpec guarded(Field field, Accessor accessor) {
    MethodSpec method = accessor.method();
    return switch (accessor.use()) {
      case READS -> before(method, read(field, method));
      case WRITES -> before(method, refuse(field));
      case DELEGATES -> method;
    };
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

  private CodeBlock refuse(Field field) {
    return CodeBlock.builder()
        .addStatement(
            "$L($S, $L, version)",
            scope.types().support().use("requireVersion"),
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
    Type type = field.type();
    boolean number =
        (type instanceof ScalarType || type instanceof FlagsType || type instanceof EnumType)
            && getter.parameters().isEmpty();
    if (number) {
      ScalarType storage = ScalarType.holding(type);
      return field
          .defaultValue()
          .map(literal -> ScalarCode.value(storage, literal))
          .orElse(ScalarCode.zero(storage));
    }
    return CodeBlock.of(
        "$L.$L($L)",
        YoungerDefaults.CONSTANT,
        getter.name(),
        getter.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", ")));
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
            YoungerDefaults.CONSTANT)
        .add(field.type().innermost() instanceof Composite ? refuse(field) : CodeBlock.of(""))
        .add(write)
        .endControlFlow()
        .build();
  }

  /** Returns the start of an expression that reads a field only where it is present. */
  CodeBlock absent(Field field, String otherwise) {
    return isYounger(field)
        ? CodeBlock.of("version < $L ? $L : ", evolution.since(struct, field), otherwise)
        : CodeBlock.of("");
  }
}
