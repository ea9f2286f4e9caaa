// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.ForeignApi;

/** {@code void*}: an address, and nothing that can be read without saying how much. */
record AddressMarshaller(TypeName javaType) implements Marshaller {

  @Override
  public Carrier argument() {
    return Carrier.Register.ADDRESS;
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    return CodeBlock.of(
        "$T.constant($S, $L)", CallbackApi.ARGUMENTS, value.label(), value.variable());
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return CodeBlock.of("$T.ofAddress($L)", ForeignApi.MEMORY_SEGMENT, value.variable());
  }
}
