// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.type;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.emit.java.code.LiteralText;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.emit.java.code.TextLiterals;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Literal.EnumLiteral;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import javax.lang.model.element.Modifier;

/** The class that holds the constants of a schema, its version and its layout hash. */
public final class ConstantsEmitter {

  private final Schema schema;
  private final LayoutText layout;
  private final JavaTypes types;

  public ConstantsEmitter(Schema schema, LayoutText layout, JavaTypes types) {
    this.schema = schema;
    this.types = types;
    this.layout = layout;
  }

  public TypeSpec emit() {
    TypeSpec.Builder builder =
        TypeSpec.classBuilder(JavaNames.constantsType(schema))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc(
                "$L",
                JavadocText.sentences(
                    "Constants of the schema {@code " + schema.name() + "}",
                    JavadocText.of(schema.doc())));
    for (Constant constant : schema.constants()) {
      FieldSpec.Builder field = field(type(constant), JavaNames.constant(constant));
      Deprecation.mark(
          constant,
          field,
          JavadocText.sentences(
              JavadocText.of(constant.doc()),
              FieldJavadoc.unit(constant.unit()),
              ofType(constant),
              FieldJavadoc.since(constant)));
      builder.addField(field.initializer(value(constant)).build());
    }
    return builder
        .addField(
            field(TypeName.INT, "SCHEMA_VERSION")
                .addJavadoc("Version of the contract.")
                .initializer("$L", schema.version())
                .build())
        .addField(
            field(TypeName.get(String.class), "LAYOUT_HASH")
                .addJavadoc("SHA-256 of the canonical layout text.")
                .initializer("\"\"\"\n$>$>$L\"\"\"$<$<", layout.hashHex())
                .build())
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .build();
  }

  private static FieldSpec.Builder field(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
  }

  private TypeName type(Constant constant) {
    if (constant.type() instanceof StringType) {
      return TypeName.get(String.class);
    }
    return constant.type() instanceof EnumType named
        ? types.named(named)
        : JavaTypes.scalar(ScalarType.holding(constant.type()));
  }

  private CodeBlock value(Constant constant) {
    if (constant.value() instanceof TextLiteral text) {
      return TextLiterals.of(text.value());
    } else if (constant.value() instanceof EnumLiteral named) {
      return CodeBlock.of("$T.$L", types.named(named.type()), JavaNames.constant(named.value()));
    }
    return ScalarCode.value(ScalarType.holding(constant.type()), constant.value());
  }

  private String ofType(Constant constant) {
    return constant.type() instanceof FlagsType flags
        ? "{@link %s}: {@code %s}"
            .formatted(types.link(flags), LiteralText.of(flags, constant.value()))
        : "";
  }
}
