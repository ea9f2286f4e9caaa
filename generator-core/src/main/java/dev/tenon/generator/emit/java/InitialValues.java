// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** What a new struct holds: zeroes, padding included, and then every default that is not zero. */
final class InitialValues {

  private final StructScope scope;

  InitialValues(StructScope scope) {
    this.scope = scope;
  }

  /** Whether a struct, or one inside it, has a default that cleared memory does not hold yet. */
  static boolean hasDefaults(StructType struct) {
    return struct.fields().stream().anyMatch(InitialValues::hasDefault);
  }

  private static boolean hasDefault(Field field) {
    Type type = field.type() instanceof ArrayType array ? array.innermost() : field.type();
    return type instanceof StructType struct
        ? hasDefaults(struct)
        : nonZeroDefault(field).isPresent();
  }

  private static Optional<Literal> nonZeroDefault(Field field) {
    return field.defaultValue().filter(literal -> !literal.isZero());
  }

  MethodSpec initialize() {
    boolean defaults = hasDefaults(scope.struct());
    MethodSpec.Builder method =
        method("initialize")
            .addJavadoc(
                "Zeroes every byte, padding included$L.",
                defaults ? ", and writes the defaults" : "")
            .addStatement("$T.zero(segment, offset, BYTES)", scope.types().support());
    if (defaults) {
      method.addStatement("writeDefaults(segment, offset)");
    }
    return method.build();
  }

  MethodSpec writeDefaults() {
    MethodSpec.Builder method =
        method("writeDefaults").addJavadoc("Writes the defaults that are not zero.");
    scope.plan().fields().stream()
        .filter(member -> hasDefault(member.field()))
        .forEach(member -> method.addCode(write(member)));
    return method.build();
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.STATIC)
        .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
        .addParameter(TypeName.LONG, "offset");
  }

  private CodeBlock write(FieldMember member) {
    Type type = member.field().type();
    CodeBlock start = Place.start("offset", member);
    if (type instanceof StructType struct) {
      return CodeBlock.builder()
          .addStatement("$T.writeDefaults(segment, $L)", scope.types().named(struct), start)
          .build();
    } else if (type instanceof ArrayType array) {
      return writeElements(member, array);
    }
    Literal literal = member.field().defaultValue().orElseThrow();
    if (literal instanceof TextLiteral text) {
      StringType string = (StringType) type;
      return CodeBlock.builder()
          .addStatement(
              "$T.text($S,$Wsegment,$W$L,$W$L,$W$L,$W$S)",
              scope.types().support(),
              scope.label(member.field()),
              start,
              Place.literal(string.capacity()),
              Place.literal(string.maxBytes()),
              text.value())
          .build();
    }
    ScalarType storage = JavaTypes.storage(type);
    return CodeBlock.builder()
        .addStatement(
            "segment.set($L,$W$L,$W$L)",
            scope.valueLayouts().access(storage),
            start,
            ScalarCode.bits(storage, literal))
        .build();
  }

  /** However many dimensions the array has, its elements lie side by side. */
  private CodeBlock writeElements(FieldMember member, ArrayType array) {
    StructType struct = (StructType) array.innermost();
    return CodeBlock.builder()
        .beginControlFlow(
            "for (long i = 0; i < $L; i += $T.BYTES)",
            Place.literal(member.size()),
            scope.types().named(struct))
        .addStatement(
            "$T.writeDefaults(segment, $L + i)",
            scope.types().named(struct),
            Place.start("offset", member))
        .endControlFlow()
        .build();
  }
}
