// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Type;

/** Scalars, enums and flags: what fits a register. */
record ValueMarshaller(Type type, JavaTypes types, ScalarCode scalars) implements Marshaller {

  private ScalarType storage() {
    return ScalarType.holding(type);
  }

  @Override
  public TypeName javaType() {
    return type instanceof EnumType named ? types.named(named) : JavaTypes.scalar(storage());
  }

  @Override
  public Carrier argument() {
    return Carrier.Register.of(storage());
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    return toResult(value.label(), CodeBlock.of("$L", value.variable()));
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return fromResult(value.variable());
  }

  @Override
  public CodeBlock toResult(String label, CodeBlock value) {
    return type instanceof EnumType
        ? ofNumber(CodeBlock.of("$L.value($S)", value, label))
        : switch (storage()) {
          case U8 -> CodeBlock.of("$L & 0xFF", scalars.encode(storage(), label, value));
          case CHAR ->
              CodeBlock.of(
                  "$T.plainChar($L)",
                  CallbackApi.ARGUMENTS,
                  scalars.encode(storage(), label, value));
          case U16 -> CodeBlock.of("$L & 0xFFFF", scalars.encode(storage(), label, value));
          case I8, I16 -> CodeBlock.of("(int) $L", value);
          case BOOL -> CodeBlock.of("$L ? 1 : 0", value);
          default -> scalars.encode(storage(), label, value);
        };
  }

  /** A number of an enum is in range, because the schema says it. */
  private CodeBlock ofNumber(CodeBlock number) {
    return switch (storage()) {
      case I8, I16, U32 -> CodeBlock.of("(int) $L", number);
      default -> number;
    };
  }

  @Override
  public CodeBlock fromResult(String value) {
    CodeBlock number = ofCarrier(value);
    if (type instanceof EnumType named) {
      ClassName java = types.named(named);
      return CodeBlock.of("$T.of($L)", java, number);
    }
    return number;
  }

  /** Looks at the value's own bits: nobody says what the others of its register are. */
  private CodeBlock ofCarrier(String value) {
    CodeBlock bits = CodeBlock.of("$L", value);
    return switch (storage()) {
      case I8 -> CodeBlock.of("(byte) $L", bits);
      case I16 -> CodeBlock.of("(short) $L", bits);
      case BOOL -> CodeBlock.of("($L & 0xFF) != 0", bits);
      default -> scalars.decode(storage(), bits);
    };
  }
}
