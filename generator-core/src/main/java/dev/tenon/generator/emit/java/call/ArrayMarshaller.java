// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.StructType;
import java.util.Optional;

/** {@code T[n]} and {@code const T[n]}: an array view of structs, or plain memory of scalars. */
record ArrayMarshaller(ArrayPointer array, TypeName javaType, Layouts layouts, JavaTypes types)
    implements Marshaller {

  @Override
  public Carrier argument() {
    return Carrier.Register.ADDRESS;
  }

  @Override
  public CodeBlock memory(String name) {
    if (!(array.element() instanceof StructType struct)) {
      return Marshaller.memoryOrNull(name);
    }
    Versions versions = Versions.of(types.schema(), struct, layouts);
    CodeBlock variable = CodeBlock.of("$L", name);
    return Marshaller.memoryOrNull(name, versions.memoryOfArray(types.named(struct), variable));
  }

  @Override
  public boolean hasMemory() {
    return array.element() instanceof StructType;
  }

  /** Size of an element as generated code writes it. */
  CodeBlock elementSize() {
    return array.element() instanceof StructType struct
        ? CodeBlock.of("$T.BYTES", types.named(struct))
        : CodeBlock.of("$L", layouts.size(array.element()));
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
    return CodeBlock.of(
        "$L.$L($L, $L)", value.views(), value.label(), value.variable(), value.count());
  }

  @Override
  public Optional<View> view(String name) {
    if (array.element() instanceof StructType struct) {
      return Optional.of(
          types.schema().isImported(struct) ? ofImported(struct, name) : ofStructs(name));
    }
    return Optional.of(ofMemory(borrowed(name)));
  }

  private View ofStructs(String name) {
    CodeBlock check =
        CodeBlock.of(
            "$T.checkReceived($S, address, count, $L)", CallbackApi.ARGUMENTS, name, elementSize());
    CodeBlock memory =
        CodeBlock.of("$T.$L", CallbackApi.NATIVE_MEMORY, array.constant() ? "READ_ONLY" : "ALL");
    CodeBlock show = CodeBlock.of("$L.aim($L, address, count)", ViewsEmitter.field(name), memory);
    CodeBlock end = CodeBlock.of("aim($L, 0, 0)", memory);
    return new View.Reused(javaType(), javaType(), true, Optional.of(check), show, end);
  }

  /** View of a struct of another schema, which can be bound to memory but not unbound. */
  private View ofImported(StructType struct, String name) {
    return ofMemory(CodeBlock.of("$T.arrayOf($L, count)", types.named(struct), borrowed(name)));
  }

  private CodeBlock borrowed(String name) {
    return CodeBlock.of(
        "$L.show($S, address, count, $L, $L)",
        ViewsEmitter.field(name),
        name,
        elementSize(),
        array.constant());
  }

  private View ofMemory(CodeBlock show) {
    return new View.Reused(
        javaType(),
        CallbackApi.BORROWED_MEMORY,
        true,
        Optional.empty(),
        show,
        CodeBlock.of("end()"));
  }
}
