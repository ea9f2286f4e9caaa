// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.schema.StructType;

/** A struct by value: the linker copies its bytes. */
record StructMarshaller(StructType struct, TypeName javaType, Versions versions)
    implements Marshaller {

  @Override
  public Carrier argument() {
    return new Carrier.Bytes(struct);
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    return memory(CodeBlock.of("$L", value.variable()));
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return fromResult(value.variable());
  }

  @Override
  public CodeBlock toResult(String label, CodeBlock value) {
    return memory(value);
  }

  private CodeBlock memory(CodeBlock value) {
    return versions.memory(javaType, value);
  }

  @Override
  public CodeBlock fromResult(String value) {
    return CodeBlock.of("$T.of($L, 0)", javaType, value);
  }
}
