// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import java.util.Optional;

/** A callback: one of Java's for C, or one of C's for Java. */
record CallbackMarshaller(CallbackPointer pointer, TypeName javaType, ClassName stub)
    implements Marshaller {

  @Override
  public Carrier argument() {
    return Carrier.Register.ADDRESS;
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    return CodeBlock.of(
        "$1L.$2L($3T.CALL, $3T.open($4S, $5L))",
        value.frame(),
        pointer.kept() ? "kept" : "callback",
        stub,
        value.label(),
        value.variable());
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return pointer.kept()
        ? CodeBlock.of("new $T($L, true)", stub.nestedClass("Native"), value.variable())
        : CodeBlock.of("$L.$L($L)", value.views(), value.label(), value.variable());
  }

  @Override
  public Optional<View> view(String name) {
    ClassName type = stub.nestedClass("Native");
    return pointer.kept()
        ? Optional.empty()
        : Optional.of(
            new View.Single(
                type, CodeBlock.of("new $T(address, false)", type), CodeBlock.of("expire()")));
  }

  @Override
  public boolean needsFrame() {
    return true;
  }
}
