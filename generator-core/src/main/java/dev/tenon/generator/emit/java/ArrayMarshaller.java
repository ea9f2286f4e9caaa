// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.StructType;
import java.util.Optional;

/** {@code T[n]} and {@code const T[n]}: an array view of structs, or plain memory of scalars. */
record ArrayMarshaller(ArrayPointer array, long elementBytes, JavaTypes types)
    implements Marshaller {

  @Override
  public TypeName javaType() {
    return array.element() instanceof StructType struct
        ? types.arrayView(struct)
        : ForeignApi.MEMORY_SEGMENT;
  }

  @Override
  public Carrier argument() {
    return Carrier.Register.ADDRESS;
  }

  @Override
  public boolean hasMemory() {
    return array.element() instanceof StructType;
  }

  /** Size of an element as generated code writes it. */
  CodeBlock elementSize() {
    return array.element() instanceof StructType struct
        ? CodeBlock.of("$T.BYTES", types.named(struct))
        : CodeBlock.of("$L", elementBytes);
  }

  @Override
  public CodeBlock toArgument(Outgoing value) {
    CodeBlock alignment =
        array.element() instanceof StructType struct
            ? CodeBlock.of("$T.ALIGNMENT", types.named(struct))
            : elementSize();
    return CodeBlock.of(
        "$T.$L($S, $L, $L)",
        CallbackApi.ARGUMENTS,
        array.constant() ? "constant" : "mutable",
        value.label(),
        value.variable(),
        alignment);
  }

  @Override
  public CodeBlock fromArgument(Incoming value) {
    return hasMemory()
        ? CodeBlock.of(
            "$L.$L($L, $L)", value.views(), value.label(), value.variable(), value.count())
        : CodeBlock.of(
            "$T.received($S, $L, $L, $L, $L)",
            CallbackApi.ARGUMENTS,
            value.label(),
            addressSpace(),
            value.variable(),
            value.count(),
            elementSize());
  }

  private CodeBlock addressSpace() {
    return CodeBlock.of("$T.$L", CallbackApi.NATIVE_MEMORY, array.constant() ? "READ_ONLY" : "ALL");
  }

  @Override
  public Optional<View> view(String name) {
    if (!hasMemory()) {
      return Optional.empty();
    }
    CodeBlock check =
        CodeBlock.of(
            "$T.checkReceived($S, address, count, $L)", CallbackApi.ARGUMENTS, name, elementSize());
    CodeBlock show =
        CodeBlock.of("$L.aim($L, address, count)", ViewsEmitter.field(name), addressSpace());
    return Optional.of(
        new View.Reused(
            javaType(),
            Optional.of(check),
            show,
            CodeBlock.of("$T.NULL, 0, 0", ForeignApi.MEMORY_SEGMENT)));
  }
}
