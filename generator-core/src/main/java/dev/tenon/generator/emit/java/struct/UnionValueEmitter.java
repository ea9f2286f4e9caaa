// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.UnionType;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The nested interface {@code Value} with a record for each arm, and the two ways between. */
final class UnionValueEmitter {

  private static final String VALUE = "value";

  private final StructScope scope;
  private final UnionType union;
  private final ValueRecordEmitter records;
  private final ClassName value;
  private final ClassName unknown;
  private final ScalarType storage;

  UnionValueEmitter(StructScope scope) {
    this.scope = scope;
    this.union = (UnionType) scope.composite();
    this.records = new ValueRecordEmitter(scope);
    this.value = scope.self().nestedClass("Value");
    this.unknown = value.nestedClass("Unknown");
    this.storage = union.tag().map(EnumType::storage).orElseThrow();
  }

  void emitInto(TypeSpec.Builder type) {
    type.addMethod(toValue()).addMethod(set()).addType(records());
  }

  private TypeSpec records() {
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(value)
            .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
            .addJavadoc(
                "Immutable copy of the selected arm. A later version of the contract can have more"
                    + " arms: in a\n{@code switch}, {@code default} covers them and"
                    + " {@link Unknown}.");
    for (Field arm : union.arms()) {
      TypeSpec.Builder record = records.recordOf(record(arm), List.of(arm), field -> VALUE);
      Deprecation.mark(arm, record, "");
      type.addType(record.addModifiers(Modifier.STATIC).addSuperinterface(value).build());
    }
    return type.addType(
            records
                .recordOf(
                    unknown,
                    List.of(ParameterSpec.builder(JavaTypes.scalar(storage), "tag").build()))
                .addModifiers(Modifier.STATIC)
                .addJavadoc("Tag without an arm.")
                .addSuperinterface(value)
                .build())
        .build();
  }

  private ClassName record(Field arm) {
    return value.nestedClass(JavaNames.armType(arm));
  }

  private MethodSpec toValue() {
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch (tag()) {\n").indent();
    for (Field arm : union.arms()) {
      cases.add(
          "case $L ->$Wnew $T($L);\n",
          JavaNames.constant(union.tagOf(arm)),
          record(arm),
          records.read(arm));
    }
    cases.add("default -> new $T(tagRaw());\n", unknown).unindent().add("};\n");
    return MethodSpec.methodBuilder("toValue")
        .addJavadoc("{@return an immutable copy}")
        .addModifiers(Modifier.PUBLIC)
        .returns(value)
        .addCode(cases.build())
        .build();
  }

  private MethodSpec set() {
    // No chain of "else if": javac needs stack for each of its links.
    CodeBlock.Builder code = CodeBlock.builder().add("switch (value) {\n").indent();
    for (Field arm : union.arms()) {
      code.add("case $T arm -> ", record(arm)).add(write(arm, CodeBlock.of("arm.value()")));
    }
    CodeBlock number =
        scope.scalars().encode(storage, Limits.NONE, union.name(), CodeBlock.of("other.tag()"));
    code.add("case $T other -> {\n", unknown)
        .indent()
        .addStatement(
            "segment.set($L, tag,$W$L)", TaggedUnionEmitter.layout(scope, storage), number)
        .addStatement("$L(segment, base, BYTES)", scope.types().support().use("zero"))
        .unindent()
        .add("}\n")
        .unindent()
        .add("}\n");
    return MethodSpec.methodBuilder("set")
        .addJavadoc("Selects the arm of a value and writes it; of an unknown arm only the tag.")
        .addModifiers(Modifier.PUBLIC)
        .returns(scope.self())
        .addParameter(value, "value")
        .addCode(code.build())
        .addStatement("return this")
        .build();
  }

  private CodeBlock write(Field arm, CodeBlock from) {
    String select = JavaNames.select(arm);
    if (arm.type() instanceof Composite) {
      return CodeBlock.builder().addStatement("$L().set($L)", select, from).build();
    } else if (arm.type() == arm.valueType()) {
      return records.write(arm, from);
    }
    return CodeBlock.builder()
        .add("{\n")
        .indent()
        .addStatement("$L()", select)
        .add(records.write(arm, from))
        .unindent()
        .add("}\n")
        .build();
  }
}
