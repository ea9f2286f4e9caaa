// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import javax.lang.model.element.Modifier;

/** The masks of a flags type, and what prints a set of them. */
final class FlagsEmitter {

  private final FlagsType type;
  private final JavaTypes types;
  private final TypeName mask;

  FlagsEmitter(FlagsType type, JavaTypes types) {
    this.type = type;
    this.types = types;
    this.mask = JavaTypes.scalar(type.storage());
  }

  TypeSpec emit() {
    TypeSpec.Builder builder =
        TypeSpec.classBuilder(types.named(type))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc(
                "$L",
                JavadocText.sentences(
                    type.doc().isBlank()
                        ? "Flags {@code " + type.name() + "}"
                        : JavadocText.of(type.doc()),
                    "Masks, stored as " + type.storage().spelling()));
    for (FlagBit bit : type.bits()) {
      String one = mask.equals(TypeName.LONG) ? "1L" : "1";
      FieldSpec.Builder constant =
          FieldSpec.builder(
                  mask, JavaNames.constant(bit), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .initializer("$L << $L", one, bit.bit());
      if (!bit.doc().isBlank()) {
        constant.addJavadoc("$L", JavadocText.sentences(JavadocText.of(bit.doc())));
      }
      builder.addField(constant.build());
    }
    return builder
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(toStringOfMask())
        .build();
  }

  private MethodSpec toStringOfMask() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("toString")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc("The names of the bits that are set, the others as one hexadecimal number.")
            .returns(String.class)
            .addParameter(mask, "mask")
            .addStatement("$T text = new $T()", StringBuilder.class, StringBuilder.class)
            .addStatement("long rest = mask");
    for (FlagBit bit : type.bits()) {
      String name = JavaNames.constant(bit);
      method.addStatement("rest = $T.bit(text, rest, $L, $S)", types.support(), name, name);
    }
    return method.addStatement("return $T.rest(text, rest)", types.support()).build();
  }
}
