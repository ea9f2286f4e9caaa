// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.BooleanLiteral;
import dev.tenon.generator.schema.Literal.CharLiteral;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Value that C receives when Java throws.
 *
 * @param label how errors call what Java returned
 * @param value the expression, empty for {@code void}
 * @param constant what the expression refers to, when it is no literal
 */
record OnError(String label, Optional<CodeBlock> value, Optional<FieldSpec> constant) {

  /**
   * The value of a callback or export.
   *
   * @param name of the callback or export
   * @param constantName of a constant, should one be needed
   */
  static OnError of(
      CallScope scope,
      String name,
      Optional<ParameterType> returns,
      Optional<Literal> onError,
      String constantName) {
    String label = name + " result";
    if (returns.isEmpty()) {
      return new OnError(label, Optional.empty(), Optional.empty());
    }
    if (onError.isPresent() && onError.get() instanceof TextLiteral text) {
      CodeBlock address =
          CodeBlock.of("$T.constant($S).address()", CallbackApi.NATIVE_MEMORY, text.value());
      return constant(label, TypeName.LONG, constantName, address);
    }
    if (returns.get() instanceof ByValue byValue) {
      if (byValue.type() instanceof StructType struct) {
        CodeBlock defaults =
            CodeBlock.of(
                "$T.allocate($T.global()).asSegment()",
                scope.types().named(struct),
                ForeignApi.ARENA);
        return constant(label, ForeignApi.MEMORY_SEGMENT, constantName, defaults);
      }
      CodeBlock value = carried(ScalarType.holding(byValue.type()), onError.orElseThrow());
      return new OnError(label, Optional.of(value), Optional.empty());
    }
    return new OnError(label, Optional.of(CodeBlock.of("0")), Optional.empty());
  }

  private static OnError constant(String label, TypeName type, String name, CodeBlock value) {
    FieldSpec field =
        FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer(value)
            .build();
    return new OnError(label, Optional.of(CodeBlock.of("$L", name)), Optional.of(field));
  }

  /** A literal as its carrier. */
  private static CodeBlock carried(ScalarType type, Literal literal) {
    if (literal instanceof BooleanLiteral bool) {
      return CodeBlock.of("$L", bool.value() ? 1 : 0);
    } else if (literal instanceof CharLiteral character) {
      return CodeBlock.of("$L", character.value());
    } else if (type == ScalarType.U32) {
      return ScalarCode.bits(type, literal);
    }
    return ScalarCode.value(type, literal);
  }
}
