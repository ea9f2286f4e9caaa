// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The {@code LAYOUT} constant: the same facts as the literal offsets, for linkers and tools. */
final class StructLayoutEmitter {

  private final StructScope scope;

  StructLayoutEmitter(StructScope scope) {
    this.scope = scope;
  }

  FieldSpec emit() {
    List<CodeBlock> members = new ArrayList<>();
    long alignment = 1;
    for (Member member : scope.plan().members()) {
      members.add(member(member));
      if (member instanceof FieldMember field) {
        alignment = Math.max(alignment, field.alignment());
      }
    }
    CodeBlock.Builder layout =
        CodeBlock.builder()
            .add("$T.structLayout(\n", ForeignApi.MEMORY_LAYOUT)
            .indent()
            .indent()
            .add(CodeBlock.join(members, ",\n"))
            .add(")\n.withName($S)", scope.struct().name());
    if (scope.plan().alignment() > alignment) {
      layout.add("\n.withByteAlignment(ALIGNMENT)");
    }
    layout.unindent().unindent();
    return FieldSpec.builder(ForeignApi.STRUCT_LAYOUT, "LAYOUT")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The same layout for linkers and tools. Accessors do not need it.")
        .initializer(layout.build())
        .build();
  }

  private CodeBlock member(Member member) {
    if (!(member instanceof FieldMember field)) {
      return CodeBlock.of(
          "$T.paddingLayout($L)", ForeignApi.MEMORY_LAYOUT, Place.literal(member.size()));
    }
    CodeBlock.Builder layout = of(field.field().type()).toBuilder();
    if (field.alignment() > scope.layouts().alignment(field.field().type())) {
      layout.add(".withByteAlignment($L)", field.alignment());
    }
    return layout.add(".withName($S)", field.field().name()).build();
  }

  private CodeBlock of(Type type) {
    if (type instanceof ArrayType array) {
      return sequence(array.length(), of(array.element()));
    } else if (type instanceof StringType string) {
      return sequence(string.capacity(), scope.valueLayouts().member(ScalarType.CHAR));
    } else if (type instanceof StructType struct) {
      return CodeBlock.of("$T.LAYOUT", scope.types().named(struct));
    }
    return scope.valueLayouts().member(JavaTypes.storage(type));
  }

  private static CodeBlock sequence(long length, CodeBlock element) {
    return CodeBlock.of(
        "$T.sequenceLayout($L,$W$L)", ForeignApi.MEMORY_LAYOUT, Place.literal(length), element);
  }
}
