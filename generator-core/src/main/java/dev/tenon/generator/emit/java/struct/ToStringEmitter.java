// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.SemanticType.Kind;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** {@code toString()}: every field with its name; of a long array only the type. */
final class ToStringEmitter {

  private static final long MOST_ELEMENTS = 64;

  /** Fields in one expression: javac needs stack for each, and ends with an error at a thousand. */
  private static final int MOST_FIELDS = 100;

  private final StructScope scope;
  private final YoungerFields younger;

  ToStringEmitter(StructScope scope) {
    this.scope = scope;
    this.younger = new YoungerFields(scope);
  }

  MethodSpec emit() {
    List<CodeBlock> pieces = new ArrayList<>();
    CodeBlock.Builder text = CodeBlock.builder();
    String before = scope.self().simpleName() + "[";
    Field last = null;
    int fields = 0;
    for (Field field : scope.composite().fields()) {
      before += JavaNames.member(field) + "=";
      if (elements(field.type()) > MOST_ELEMENTS) {
        before += field.type().spelling();
      } else {
        if (fields == MOST_FIELDS) {
          pieces.add(text.build());
          text = CodeBlock.builder();
          last = null;
          fields = 0;
        }
        text.add(last == null ? "" : ValueRecordEmitter.gap(last, field) + "+ ");
        text.add("$S + $L", before, show(field));
        before = "";
        last = field;
        fields++;
      }
      before += ", ";
    }
    before = before.substring(0, before.length() - 2) + "]";
    pieces.add(text.add("$L$S", last == null ? "" : " + ", before).build());
    return MethodSpec.methodBuilder("toString")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addCode(
            pieces.size() == 1
                ? CodeBlock.builder().addStatement("return $L", pieces.get(0)).build()
                : joined(pieces))
        .build();
  }

  private static CodeBlock joined(List<CodeBlock> pieces) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$1T text = new $1T()", StringBuilder.class);
    pieces.forEach(piece -> code.addStatement("text.append($L)", piece));
    return code.addStatement("return text.toString()").build();
  }

  private static long elements(Type type) {
    return type instanceof ArrayType array
        ? array.dimensions().stream().reduce(1L, Math::multiplyExact)
        : 1;
  }

  /** The value of a field as text, or an expression that becomes one. */
  CodeBlock show(Field field) {
    if (field.type() instanceof ListType list) {
      String index = JavaAccessors.indexName(0);
      return CodeBlock.of(
          "$L($S,$W$Lsegment.get($L,$W$L),$W$L,$W$L -> $L)",
          scope.types().support().use("show"),
          list.spelling(),
          younger.absent(field, "0"),
          scope.valueLayouts().access(ScalarType.U32, false),
          Place.start("base", scope.plan().count(field).offset()),
          Math.min(list.capacity(), MOST_ELEMENTS),
          index,
          show(list.element(), JavaNames.member(field), index));
    }
    return ListExpression.of(
        scope.types().support(),
        field,
        (type, arguments) -> show(type, JavaNames.member(field), arguments));
  }

  private CodeBlock show(Type type, String name, String arguments) {
    if (type == ScalarType.U64) {
      return CodeBlock.of("$T.toUnsignedString($L($L))", Long.class, name, arguments);
    } else if (type instanceof EnumType named) {
      return CodeBlock.of("$T.toString($LRaw($L))", scope.types().named(named), name, arguments);
    } else if (type instanceof FlagsType flags) {
      return CodeBlock.of("$T.toString($L($L))", scope.types().named(flags), name, arguments);
    } else if (type instanceof SemanticType semantic && semantic.kind() == Kind.DECIMAL) {
      return CodeBlock.of("$L($L).toPlainString()", name, arguments);
    }
    return CodeBlock.of("$L($L)", name, arguments);
  }
}
