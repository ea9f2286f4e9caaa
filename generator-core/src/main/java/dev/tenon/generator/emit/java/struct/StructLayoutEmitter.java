// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
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
    boolean union = scope.composite() instanceof UnionType;
    List<CodeBlock> members = new ArrayList<>();
    long alignment = 1;
    long end = 0;
    for (Member member : scope.plan().members()) {
      members.add(member(member));
      alignment = Math.max(alignment, alignment(member));
      end = Math.max(end, member.offset() + member.size());
    }
    if (union && end < scope.plan().size()) {
      members.add(padding(scope.plan().size()));
    }
    CodeBlock.Builder layout =
        CodeBlock.builder()
            .add("$T.$L(\n", ForeignApi.MEMORY_LAYOUT, union ? "unionLayout" : "structLayout")
            .indent()
            .indent()
            .add(CodeBlock.join(members, ",\n"))
            .add(")\n.withName($S)", scope.composite().name());
    if (scope.plan().alignment() > alignment) {
      layout.add("\n.withByteAlignment(ALIGNMENT)");
    }
    layout.unindent().unindent();
    return FieldSpec.builder(union ? ForeignApi.UNION_LAYOUT : ForeignApi.STRUCT_LAYOUT, "LAYOUT")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Layout for linkers and tools; accessors do not use it.")
        .initializer(layout.build())
        .build();
  }

  private static long alignment(Member member) {
    if (member instanceof CountMember count) {
      return count.alignment();
    }
    return member instanceof FieldMember field ? field.alignment() : 1;
  }

  private CodeBlock member(Member member) {
    if (member instanceof FieldMember field) {
      return named(
          of(field.field().type(), field),
          scope.layouts().alignment(field.field().type()),
          field.alignment(),
          field.field().name());
    } else if (member instanceof CountMember count) {
      return named(
          scope.valueLayouts().member(ScalarType.U32, false),
          ScalarType.U32.bytes(),
          count.alignment(),
          count.field().name() + "_count");
    }
    return padding(member.size());
  }

  private static CodeBlock named(CodeBlock layout, long natural, long alignment, String name) {
    CodeBlock.Builder member = layout.toBuilder();
    if (alignment > natural) {
      member.add(".withByteAlignment($L)", alignment);
    }
    return member.add(".withName($S)", name).build();
  }

  private static CodeBlock padding(long bytes) {
    return CodeBlock.of("$T.paddingLayout($L)", ForeignApi.MEMORY_LAYOUT, Place.literal(bytes));
  }

  private CodeBlock of(Type type, FieldMember field) {
    if (type instanceof ArrayType array) {
      return sequence(array.length(), of(array.element(), field));
    } else if (type instanceof ListType list) {
      return of(list.room(), field);
    } else if (type instanceof StringType string) {
      return sequence(string.capacity(), scope.valueLayouts().member(ScalarType.CHAR, false));
    } else if (type instanceof SemanticType semantic && !semantic.isInteger()) {
      return of(semantic.storage(), field);
    } else if (type instanceof Composite composite) {
      return CodeBlock.of("$T.LAYOUT", scope.types().named(composite));
    }
    ScalarType scalar = ScalarType.holding(type);
    CodeBlock layout = scope.valueLayouts().member(scalar, field.field().bigEndian());
    return field.alignment() < scalar.bytes()
        ? CodeBlock.of("$L.withByteAlignment($L)", layout, field.alignment())
        : layout;
  }

  private static CodeBlock sequence(long length, CodeBlock element) {
    return CodeBlock.of(
        "$T.sequenceLayout($L,$W$L)", ForeignApi.MEMORY_LAYOUT, Place.literal(length), element);
  }
}
