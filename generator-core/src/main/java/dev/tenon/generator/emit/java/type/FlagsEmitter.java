// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.type;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The masks of a flags type, and what prints a set of them. */
public final class FlagsEmitter {

  private final FlagsType type;
  private final JavaTypes types;
  private final TypeName mask;

  public FlagsEmitter(FlagsType type, JavaTypes types) {
    this.type = type;
    this.types = types;
    this.mask = JavaTypes.scalar(type.storage());
  }

  public TypeSpec emit() {
    TypeSpec.Builder builder =
        TypeSpec.classBuilder(types.named(type)).addModifiers(Modifier.PUBLIC, Modifier.FINAL);
    Deprecation.mark(
        type,
        builder,
        JavadocText.sentences(
            type.doc().isBlank() ? "Flags {@code " + type.name() + "}" : JavadocText.of(type.doc()),
            "Masks, stored as " + type.storage().spelling(),
            FieldJavadoc.since(type)));
    String one = mask.equals(TypeName.LONG) ? "1L" : "1";
    type.bits()
        .forEach(bit -> builder.addField(constant(bit, bit.doc(), one + " << " + bit.bit())));
    type.masks().forEach(m -> builder.addField(constant(m, m.doc(), bitsOf(m))));
    return builder
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(toStringOfMask())
        .build();
  }

  private FieldSpec constant(Declaration declaration, String doc, String value) {
    FieldSpec.Builder constant =
        FieldSpec.builder(
                mask,
                JavaNames.constant(declaration),
                Modifier.PUBLIC,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer(value);
    Deprecation.mark(
        declaration,
        constant,
        JavadocText.sentences(JavadocText.of(doc), FieldJavadoc.since(declaration)));
    return constant.build();
  }

  private String bitsOf(FlagMask named) {
    return named.mask().signum() == 0
        ? "0"
        : type.bits().stream()
            .filter(bit -> named.mask().testBit(bit.bit()))
            .map(JavaNames::constant)
            .collect(Collectors.joining(" | "));
  }

  private MethodSpec toStringOfMask() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("toString")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc(
                "{@return the names of the bits that are set, the others as one hexadecimal"
                    + " number}")
            .returns(String.class)
            .addParameter(mask, "mask")
            .addCode(nameOfNothing())
            .addStatement("$T text = new $T()", StringBuilder.class, StringBuilder.class)
            .addStatement("long rest = mask");
    for (FlagBit bit : type.bits()) {
      String name = JavaNames.constant(bit);
      method.addStatement("rest = $L(text, rest, $L, $S)", types.support().use("bit"), name, name);
    }
    return method.addStatement("return $L(text, rest)", types.support().use("rest")).build();
  }

  private CodeBlock nameOfNothing() {
    return type.masks().stream()
        .filter(named -> named.mask().signum() == 0)
        .map(JavaNames::constant)
        .findFirst()
        .map(
            name ->
                CodeBlock.builder()
                    .beginControlFlow("if (mask == $L)", name)
                    .addStatement("return $S", name)
                    .endControlFlow()
                    .build())
        .orElse(CodeBlock.of(""));
  }
}
