// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.schema.ParameterType.Text;

/** {@code string}: copied by whoever gets it. */
record TextMarshaller(Text text, TypeName javaType) implements Marshaller {

  @Override
  public Carrier argument() {
    return Carrier.Register.ADDRESS;
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    return CodeBlock.of(
        "$L.$L($S, $L)",
        value.frame(),
        text.optional() ? "textOrNull" : "text",
        value.label(),
        value.variable());
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return text(Marshaller.received(text, value.label(), value.variable()));
  }

  @Override
  public CodeBlock toResult(String label, CodeBlock value) {
    return CodeBlock.of(
        "$T.returned($L)", CallbackApi.UPCALLS, Marshaller.returned(text, label, value));
  }

  @Override
  public CodeBlock fromResult(String value) {
    return text(CodeBlock.of("$L", value));
  }

  @Override
  public CodeBlock checked(CodeBlock name, CodeBlock value) {
    return Marshaller.checked(text, name, value);
  }

  private static CodeBlock text(CodeBlock address) {
    return CodeBlock.of("$T.text($L)", CallbackApi.NATIVE_MEMORY, address);
  }

  @Override
  public boolean needsFrame() {
    return true;
  }
}
