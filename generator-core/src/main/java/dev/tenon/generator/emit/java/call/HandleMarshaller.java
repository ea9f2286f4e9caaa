// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import java.util.Optional;

/**
 * A handle: Java owns what a function returns, and borrows the others.
 *
 * @param release the expression that ends one of Java's
 */
record HandleMarshaller(HandlePointer pointer, TypeName javaType, CodeBlock release)
    implements Marshaller {

  @Override
  public Carrier argument() {
    return Carrier.Register.ADDRESS;
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    return CodeBlock.of(
        "$L.$L($S, $L)",
        value.frame(),
        pointer.optional() ? "handleOrNull" : "handle",
        value.label(),
        value.variable());
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return CodeBlock.of("$L.$L($L)", value.views(), value.label(), value.variable());
  }

  @Override
  public CodeBlock toResult(String label, CodeBlock value) {
    return CodeBlock.of(
        "$T.address($L)", CallbackApi.ARGUMENTS, Marshaller.returned(pointer, label, value));
  }

  @Override
  public CodeBlock fromResult(String value) {
    return CodeBlock.of(
        "$1L == 0$W? null$W: new $2T($3T.ofAddress($1L), $4L)",
        value,
        javaType,
        ForeignApi.MEMORY_SEGMENT,
        release);
  }

  @Override
  public CodeBlock checked(CodeBlock name, CodeBlock value) {
    return Marshaller.checked(pointer, name, value);
  }

  @Override
  public Optional<View> view(String name) {
    return Optional.of(
        new View.Single(
            javaType,
            CodeBlock.of(
                "$1Lnew $2T($3T.ofAddress($4L),$W$3T.NULL)",
                pointer.optional() ? "address == 0\n? null\n: " : "",
                javaType,
                ForeignApi.MEMORY_SEGMENT,
                Marshaller.received(pointer, name, "address")),
            CodeBlock.of("close()")));
  }

  @Override
  public boolean needsFrame() {
    return true;
  }
}
