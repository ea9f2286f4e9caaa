// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import java.util.Optional;

/** {@code T*} and {@code const T*}: a flyweight that is aimed where the pointer points to. */
record StructPointerMarshaller(
    StructPointer pointer, TypeName javaType, JavaTypes types, Versions versions)
    implements Marshaller {

  @Override
  public Carrier argument() {
    return Carrier.Register.ADDRESS;
  }

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public CodeBlock memory(String name) {
    CodeBlock variable = CodeBlock.of("$L", name);
    return pointer.optional()
        ? Marshaller.memoryOrNull(name, versions.memory(javaType(), variable))
        : versions.memory(javaType(), Marshaller.requireNonNull(variable, name));
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    return CodeBlock.of(
        "$T.$L($S, $L)",
        CallbackApi.ARGUMENTS,
        pointer.constant() ? "constant" : "mutable",
        value.label(),
        value.variable());
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return CodeBlock.of("$L.$L($L)", value.views(), value.label(), value.variable());
  }

  @Override
  public Optional<View> view(String name) {
    if (types.isForeign(pointer.struct())) {
      return Optional.of(borrowed(name));
    }
    CodeBlock memory =
        CodeBlock.of("$T.$L", CallbackApi.NATIVE_MEMORY, pointer.constant() ? "READ_ONLY" : "ALL");
    CodeBlock show =
        CodeBlock.of(
            "$L$L.aim($L, $L)",
            pointer.optional() ? "address == 0 ? null : " : "",
            ViewsEmitter.field(name),
            memory,
            Marshaller.received(pointer, name, "address"));
    // The memory stays the same: storing a reference for each call costs more than all the rest.
    CodeBlock end = CodeBlock.of("aim($L, $T.NOWHERE)", memory, CallbackApi.NATIVE_MEMORY);
    return Optional.of(new View.Reused(javaType(), javaType(), false, Optional.empty(), show, end));
  }

  /** A class of another package can be aimed at memory that ends, and not again at nothing. */
  private View borrowed(String name) {
    CodeBlock show =
        CodeBlock.of(
            "$L$T.of($L.show($S, $L, 1, $T.BYTES, $L), 0)",
            pointer.optional() ? "address == 0 ? null : " : "",
            javaType(),
            ViewsEmitter.field(name),
            name,
            Marshaller.received(pointer, name, "address"),
            javaType(),
            pointer.constant());
    return new View.Reused(
        javaType(),
        CallbackApi.BORROWED_MEMORY,
        false,
        Optional.empty(),
        show,
        CodeBlock.of("end()"));
  }
}
