// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Type;

/** Scalars, enums and flags: what fits a register. */
record ValueMarshaller(Type type, TypeName javaType, ScalarCode scalars) implements Marshaller {

  private ScalarType storage() {
    return ScalarType.holding(type);
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
    if (type instanceof EnumType) {
      return ofNumber(CodeBlock.of("$L.value($S)", value, label));
    }
    JavaScalar java = JavaScalar.of(storage());
    CodeBlock bits = scalars.encode(storage(), label, value);
    return switch (java.reading()) {
      case SAME -> java.isExtended() ? CodeBlock.of("($T) $L", java.register().type(), bits) : bits;
      case WIDENED ->
          java.isExtended() ? CodeBlock.of("$L & $L", bits, java.stored().mask()) : bits;
      case BOOLEAN -> CodeBlock.of("$L ? 1 : 0", value);
      case CHARACTER -> CodeBlock.of("$T.plainChar($L)", CallbackApi.ARGUMENTS, bits);
    };
  }

  /** Makes what C gets of a number of an enum, which is in range because the schema says it. */
  private CodeBlock ofNumber(CodeBlock number) {
    JavaScalar java = JavaScalar.of(storage());
    return java.value().equals(java.register().type())
        ? number
        : CodeBlock.of("($T) $L", java.register().type(), number);
  }

  @Override
  public CodeBlock fromResult(String value) {
    CodeBlock number = ofCarrier(value);
    return type instanceof EnumType ? CodeBlock.of("$T.of($L)", javaType, number) : number;
  }

  /** Looks at the value's own bits: nobody says what the others of its register are. */
  private CodeBlock ofCarrier(String value) {
    CodeBlock bits = CodeBlock.of("$L", value);
    JavaScalar java = JavaScalar.of(storage());
    return switch (java.reading()) {
      case SAME -> java.isExtended() ? CodeBlock.of("($T) $L", java.stored().type(), bits) : bits;
      case BOOLEAN -> CodeBlock.of("($L & $L) != 0", bits, java.stored().mask());
      case WIDENED, CHARACTER -> scalars.decode(storage(), bits);
    };
  }
}
