// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

/** {@code string}: copied by whoever gets it. */
record TextMarshaller() implements Marshaller {

  @Override
  public TypeName javaType() {
    return TypeName.get(String.class);
  }

  @Override
  public Carrier argument() {
    return Carrier.Register.ADDRESS;
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    return CodeBlock.of("$L.text($S, $L)", value.frame(), value.label(), value.variable());
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return fromResult(value.variable());
  }

  @Override
  public CodeBlock toResult(String label, CodeBlock value) {
    return CodeBlock.of("$T.returned($L)", CallbackApi.UPCALLS, value);
  }

  @Override
  public CodeBlock fromResult(String value) {
    return CodeBlock.of("$T.text($L)", CallbackApi.NATIVE_MEMORY, value);
  }

  @Override
  public boolean needsFrame() {
    return true;
  }
}
