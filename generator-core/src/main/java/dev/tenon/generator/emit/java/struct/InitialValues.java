// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.emit.java.code.TextLiterals;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Contents of a new struct: zeros, padding included, and all defaults that are not zero. */
final class InitialValues {

  private final StructScope scope;

  InitialValues(StructScope scope) {
    this.scope = scope;
  }

  /** Whether a struct, or one inside it, has a default that cleared memory does not hold yet. */
  static boolean hasDefaults(StructType struct) {
    return struct.fields().stream().anyMatch(InitialValues::hasDefault);
  }

  /** Whether a field has such a default. A union has none, and a new list no elements. */
  static boolean hasDefault(Field field) {
    if (field.type() instanceof ListType) {
      return false;
    }
    return field.valueType() instanceof StructType struct
        ? hasDefaults(struct)
        : nonZeroDefault(field).isPresent();
  }

  private static Optional<Literal> nonZeroDefault(Field field) {
    return field.defaultValue().filter(literal -> !literal.isZero());
  }

  MethodSpec initialize() {
    boolean defaults = scope.composite() instanceof StructType struct && hasDefaults(struct);
    MethodSpec.Builder method =
        method("initialize")
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc(
                "Zeroes every byte, padding included$L.",
                defaults ? ", and writes the defaults" : "")
            .addStatement("$L(segment, offset, BYTES)", scope.types().support().use("zero"));
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
      return writeStruct(struct, start);
    } else if (type instanceof ArrayType array) {
      return writeElements(member, array);
    }
    Literal literal = member.field().defaultValue().orElseThrow();
    if (literal instanceof TextLiteral text) {
      StringType string = (StringType) type;
      return CodeBlock.builder()
          .addStatement(
              "$L($S,$Wsegment,$W$L,$W$L,$W$L,$W$L)",
              scope.types().support().use("writeText"),
              scope.label(member.field()),
              start,
              Place.literal(string.capacity()),
              Place.literal(string.maxBytes()),
              TextLiterals.of(text.value()))
          .build();
    }
    ScalarType storage = ScalarType.holding(type);
    return CodeBlock.builder()
        .addStatement(
            "segment.set($L,$W$L,$W$L)",
            scope.valueLayouts().access(storage, member.field().bigEndian()),
            start,
            ScalarCode.bits(storage, literal))
        .build();
  }

  /** Memory is zero already, but only {@code initialize} is public. */
  private CodeBlock writeStruct(StructType struct, CodeBlock start) {
    return CodeBlock.builder()
        .addStatement(
            "$T.$L(segment, $L)",
            scope.types().named(struct),
            scope.types().isForeign(struct) ? "initialize" : "writeDefaults",
            start)
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
        .add(writeStruct(struct, CodeBlock.of("$L + i", Place.start("offset", member))))
        .endControlFlow()
        .build();
  }
}
