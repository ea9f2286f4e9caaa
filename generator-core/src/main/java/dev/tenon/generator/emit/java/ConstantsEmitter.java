// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Schema;
import javax.lang.model.element.Modifier;

/** The class that holds the constants of a schema, its version and its layout hash. */
final class ConstantsEmitter {

  private final Schema schema;
  private final LayoutText layout;

  ConstantsEmitter(Schema schema, LayoutText layout) {
    this.schema = schema;
    this.layout = layout;
  }

  TypeSpec emit() {
    TypeSpec.Builder builder =
        TypeSpec.classBuilder(JavaNames.constantsType(schema))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc(
                "$L",
                JavadocText.sentences(
                    "Constants of the schema {@code " + schema.name() + "}",
                    JavadocText.of(schema.doc())));
    for (Constant constant : schema.constants()) {
      builder.addField(
          field(
              JavaTypes.scalar(JavaTypes.storage(constant.type())),
              JavaNames.constant(constant),
              constant.doc(),
              ScalarCode.value(JavaTypes.storage(constant.type()), constant.value())));
    }
    return builder
        .addField(
            field(
                TypeName.INT,
                "SCHEMA_VERSION",
                "Version of the contract.",
                CodeBlock.of("$L", schema.version())))
        .addField(
            field(
                TypeName.get(String.class),
                "LAYOUT_HASH",
                "SHA-256 of the canonical layout text.",
                CodeBlock.of("\n$S", layout.hashHex())))
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .build();
  }

  private static FieldSpec field(TypeName type, String name, String doc, CodeBlock value) {
    FieldSpec.Builder field =
        FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .initializer(value);
    if (!doc.isBlank()) {
      field.addJavadoc("$L", JavadocText.sentences(JavadocText.of(doc)));
    }
    return field.build();
  }
}
