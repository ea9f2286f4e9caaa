// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.ValueLayouts;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files for what one language calls of the other. */
public final class CallsEmitter {

  private final Schema schema;
  private final Layouts layouts;
  private final JavaTypes types;
  private final BiConsumer<TypeSpec, ValueLayouts> files;

  /**
   * Files of a schema.
   *
   * @param files takes each, with the layouts that it refers to
   */
  public CallsEmitter(
      Schema schema, Layouts layouts, JavaTypes types, BiConsumer<TypeSpec, ValueLayouts> files) {
    this.schema = schema;
    this.layouts = layouts;
    this.types = types;
    this.files = files;
  }

  /** Whether there are any. */
  public static boolean isNeeded(Schema schema) {
    return FacadeEmitter.isNeeded(schema) || !schema.exports().isEmpty();
  }

  public void emit() {
    for (HandleType handle : schema.handles()) {
      file(scope -> new HandleEmitter(handle, types).emit());
    }
    for (Callback callback : schema.callbacks()) {
      boolean isReceived = isReceived(schema, callback);
      file(scope -> new CallbackEmitter(scope, callback, isReceived).emit());
      file(scope -> new StubEmitter(scope, callback, isReceived).emit());
    }
    boolean exports = !schema.exports().isEmpty();
    boolean facade = FacadeEmitter.isNeeded(schema);
    if (isNeeded(schema)) {
      file(scope -> new AbiEmitter(scope).emit());
    }
    if (facade) {
      file(scope -> new FacadeEmitter(scope).emit());
    }
    if (exports) {
      file(scope -> new ExportsEmitter(scope).emit());
      file(scope -> new ExportsBinderEmitter(scope).emit());
    }
  }

  private void file(Function<CallScope, TypeSpec> emitter) {
    CallScope scope = CallScope.of(schema, layouts, types);
    files.accept(emitter.apply(scope), scope.valueLayouts());
  }

  /** Whether C hands such a callback to Java, as a parameter of a callback or an export. */
  static boolean isReceived(Schema schema, Callback callback) {
    return received(schema)
        .anyMatch(
            type ->
                type instanceof CallbackPointer pointer
                    && pointer.callback().name().equals(callback.name()));
  }

  /** Whether C hands arrays of a struct to Java. */
  public static boolean isReceivedAsArray(Schema schema, StructType struct) {
    return received(schema)
        .anyMatch(type -> type instanceof ArrayPointer array && array.element().equals(struct));
  }

  private static Stream<ParameterType> received(Schema schema) {
    Stream<Invocable> called =
        Stream.concat(schema.callbacks().stream(), schema.exports().stream());
    return called
        .flatMap(invocable -> invocable.signature().parameters().stream())
        .map(Parameter::type);
  }
}
