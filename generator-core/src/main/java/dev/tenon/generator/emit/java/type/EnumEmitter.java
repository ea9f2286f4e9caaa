// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.type;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumAlias;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The Java enum of an enum, with one constant more for every number that has no name. */
public final class EnumEmitter {

  private static final String UNKNOWN = "UNRECOGNIZED";

  private final EnumType type;
  private final ClassName self;
  private final TypeName number;
  private final String unknown;

  public EnumEmitter(EnumType type, JavaTypes types) {
    this.type = type;
    this.self = types.named(type);
    this.number = JavaTypes.scalar(type.storage());
    List<String> names =
        Stream.<Declaration>concat(type.values().stream(), type.aliases().stream())
            .map(JavaNames::constant)
            .toList();
    this.unknown =
        Stream.iterate(UNKNOWN, name -> name + "_")
            .filter(name -> !names.contains(name))
            .findFirst()
            .orElseThrow();
  }

  public TypeSpec emit() {
    TypeSpec.Builder builder = TypeSpec.enumBuilder(self).addModifiers(Modifier.PUBLIC);
    Deprecation.mark(
        type,
        builder,
        JavadocText.sentences(
                type.doc().isBlank()
                    ? "Enum {@code " + type.name() + "}"
                    : JavadocText.of(type.doc()),
                "Stored as " + type.storage().spelling(),
                FieldJavadoc.since(type))
            + "\n\n<p>A later version of the contract can have more constants: in a {@code switch},"
            + " {@code default}\ncovers them and {@link #"
            + unknown
            + "}.");
    for (EnumValue value : type.values()) {
      TypeSpec.Builder constant =
          TypeSpec.anonymousClassBuilder(ScalarCode.integer(type.storage(), value.number()));
      if (isNarrow()) {
        constant = TypeSpec.anonymousClassBuilder("($T) $L", number, value.number());
      }
      Deprecation.mark(
          value,
          constant,
          JavadocText.sentences(JavadocText.of(value.doc()), FieldJavadoc.since(value)));
      builder.addEnumConstant(JavaNames.constant(value), constant.build());
    }
    return builder
        .addEnumConstant(
            unknown,
            TypeSpec.anonymousClassBuilder(isNarrow() ? "($T) 0" : "0", narrow())
                .addJavadoc("Stands for every number without a name here. Has no number itself.")
                .build())
        .addFields(aliases())
        .addField(number, "value", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addParameter(number, "value")
                .addStatement("this.value = value")
                .build())
        .addMethod(of())
        .addMethod(value())
        .addMethod(valueForField())
        .addMethod(toStringOfNumber())
        .build();
  }

  /** A literal does not become a byte or short by itself when it is an argument. */
  private boolean isNarrow() {
    return number.equals(TypeName.BYTE) || number.equals(TypeName.SHORT);
  }

  private Object[] narrow() {
    return isNarrow() ? new Object[] {number} : new Object[0];
  }

  private List<FieldSpec> aliases() {
    List<FieldSpec> fields = new ArrayList<>();
    for (EnumAlias alias : type.aliases()) {
      FieldSpec.Builder field =
          FieldSpec.builder(
                  self, JavaNames.constant(alias), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .initializer("$L", JavaNames.constant(alias.target()));
      Deprecation.mark(
          alias,
          field,
          JavadocText.sentences(JavadocText.of(alias.doc()), FieldJavadoc.since(alias)));
      fields.add(field.build());
    }
    return fields;
  }

  /** Takes any integer, because fields and bits may hold an enum in another one than its own. */
  private MethodSpec of() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("of")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc(
                "{@return the constant of a number, {@link #$L} for a number without a name}",
                unknown)
            .returns(self)
            .addParameter(TypeName.LONG, "value");
    List<EnumValue> wide = type.values().stream().filter(v -> !fitsInt(v.number())).toList();
    for (EnumValue value : wide) {
      method
          .beginControlFlow("if (value == $L)", ScalarCode.integer(type.storage(), value.number()))
          .addStatement("return $L", JavaNames.constant(value))
          .endControlFlow();
    }
    method
        .beginControlFlow("if (value != (int) value)")
        .addStatement("return $L", unknown)
        .endControlFlow();
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch ((int) value) {\n").indent();
    type.values().stream()
        .filter(value -> fitsInt(value.number()))
        .forEach(value -> cases.add("case $L -> $L;\n", value.number(), JavaNames.constant(value)));
    cases.add("default -> $L;\n", unknown).unindent().add("};\n");
    return method.addCode(cases.build()).build();
  }

  private static boolean fitsInt(BigInteger number) {
    return number.bitLength() < Integer.SIZE;
  }

  private MethodSpec value() {
    return MethodSpec.methodBuilder("value")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "{@return the number that is stored}\n\n"
                + "@throws IllegalArgumentException for {@link #$L}\n",
            unknown)
        .returns(number)
        .addStatement("return value($S)", type.name())
        .build();
  }

  private MethodSpec valueForField() {
    return MethodSpec.methodBuilder("value")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "{@return the number that is stored}\n\n"
                + "@throws IllegalArgumentException for {@link #$L}; its message names {@code"
                + " field}\n",
            unknown)
        .returns(number)
        .addParameter(String.class, "field")
        .beginControlFlow("if (this == $L)", unknown)
        .addStatement(
            "throw new $T(field + $S)",
            IllegalArgumentException.class,
            ": " + unknown + " has no number of its own")
        .endControlFlow()
        .addStatement("return value")
        .build();
  }

  private MethodSpec toStringOfNumber() {
    CodeBlock shown =
        type.storage() == ScalarType.U64
            ? CodeBlock.of("$T.toUnsignedString(value)", Long.class)
            : CodeBlock.of("value");
    return MethodSpec.methodBuilder("toString")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("{@return the name of a number, or {@code $L(number)}}", unknown)
        .returns(String.class)
        .addParameter(TypeName.LONG, "value")
        .addStatement("$T named = of(value)", self)
        .addStatement(
            "return named == $L$W? $S + $L + $S$W: named.name()",
            unknown,
            unknown + "(",
            shown,
            ")")
        .build();
  }
}
