// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The nested record {@code Value} and the two ways between it and memory. */
final class ValueRecordEmitter {

  /** Java Virtual Machine Specification 25, 4.3.3: with {@code this}, and two for long, double. */
  private static final int MAX_SLOTS = 255;

  private final StructScope scope;

  ValueRecordEmitter(StructScope scope) {
    this.scope = scope;
  }

  /** Whether a record can hold the struct and everything in it. */
  static boolean isPossible(StructType struct) {
    int slots = 1 + struct.fields().stream().mapToInt(field -> slots(field.type())).sum();
    return slots <= MAX_SLOTS
        && struct.fields().stream().allMatch(field -> isPossible(field.type()));
  }

  private static boolean isPossible(Type type) {
    if (type instanceof ArrayType array) {
      return array.length() <= Integer.MAX_VALUE && isPossible(array.element());
    }
    return !(type instanceof StructType struct) || isPossible(struct);
  }

  private static int slots(Type type) {
    boolean isLong =
        type instanceof FlagsType flags
            ? flags.storage().bytes() >= 4
            : Set.of(ScalarType.U32, ScalarType.U64, ScalarType.I64, ScalarType.F64).contains(type);
    return isLong ? 2 : 1;
  }

  TypeSpec record() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    CodeBlock.Builder copies = CodeBlock.builder();
    for (Field field : scope.struct().fields()) {
      String name = JavaNames.member(field);
      components.addParameter(scope.types().valueComponent(field.type()), name);
      if (field.type() instanceof ArrayType array) {
        copies.addStatement("$L = $L", name, immutable(array, name));
      }
    }
    TypeSpec.Builder record =
        TypeSpec.recordBuilder("Value")
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("An immutable copy, for code off the hot path.")
            .recordConstructor(components.build());
    if (!copies.isEmpty()) {
      record.addMethod(
          MethodSpec.compactConstructorBuilder()
              .addModifiers(Modifier.PUBLIC)
              .addCode(copies.build())
              .build());
    }
    return record.build();
  }

  private CodeBlock immutable(ArrayType array, String list) {
    if (!(array.element() instanceof ArrayType row)) {
      return CodeBlock.of("$T.copyOf($L)", List.class, list);
    } else if (!(row.element() instanceof ArrayType)) {
      return CodeBlock.of("$L.stream().map($T::copyOf).toList()", list, List.class);
    }
    String inner = unusedName(list + "Row");
    return CodeBlock.of("$L.stream().map($L ->$W$L).toList()", list, inner, immutable(row, inner));
  }

  /** A lambda parameter may not be called like a component. */
  private String unusedName(String wish) {
    boolean used =
        scope.struct().fields().stream().anyMatch(field -> JavaNames.member(field).equals(wish));
    return used ? unusedName(wish + "_") : wish;
  }

  MethodSpec toValue() {
    CodeBlock arguments =
        scope.struct().fields().stream().map(this::read).collect(CodeBlock.joining(",\n"));
    return MethodSpec.methodBuilder("toValue")
        .addJavadoc("An immutable copy.")
        .addModifiers(Modifier.PUBLIC)
        .returns(ClassName.get("", "Value"))
        .addStatement("return new Value(\n$L)", arguments)
        .build();
  }

  private CodeBlock read(Field field) {
    String name = JavaNames.member(field);
    return ListExpression.of(
        scope.types().support(),
        field.type(),
        (type, indices) ->
            type instanceof StructType
                ? CodeBlock.of("$L($L).toValue()", name, indices)
                : CodeBlock.of("$L($L)", name, indices));
  }

  MethodSpec set() {
    ClassName value = ClassName.get("", "Value");
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("set")
            .addJavadoc("Writes every field.")
            .addModifiers(Modifier.PUBLIC)
            .returns(scope.self())
            .addParameter(value, "value");
    YoungerFields younger = new YoungerFields(scope);
    for (Field field : scope.struct().fields()) {
      String name = JavaNames.member(field);
      CodeBlock component = CodeBlock.of("value.$L()", name);
      method.addCode(younger.writeIfThere(field, write(field, field.type(), name, component, "")));
    }
    return method.addStatement("return this").build();
  }

  private CodeBlock write(Field field, Type type, String name, CodeBlock value, String indices) {
    if (type instanceof ArrayType array) {
      int depth = indices.isEmpty() ? 0 : indices.split(", ").length;
      String index = Place.indexName(depth);
      String element = depth == 0 ? "e" : "e" + depth;
      return CodeBlock.of(
          "$T.each($S,$W$L,$W$L,$W($L, $L) -> $L)",
          scope.types().support(),
          scope.label(field),
          Place.literal(array.length()),
          value,
          index,
          element,
          write(
              field,
              array.element(),
              name,
              CodeBlock.of("$L", element),
              indices.isEmpty() ? index : indices + ", " + index));
    } else if (type instanceof StructType) {
      return CodeBlock.of("$L($L).set($L)", name, indices, value);
    }
    return CodeBlock.of("$L($L$L$L)", name, indices, indices.isEmpty() ? "" : ", ", value);
  }
}
