// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.schema.HandleType;
import javax.lang.model.element.Modifier;

/** The class of a handle. */
final class HandleEmitter {

  private final HandleType handle;
  private final JavaTypes types;

  HandleEmitter(HandleType handle, JavaTypes types) {
    this.handle = handle;
    this.types = types;
  }

  TypeSpec emit() {
    return TypeSpec.classBuilder(types.named(handle))
        .addAnnotations(Deprecation.annotations(handle))
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .superclass(CallbackApi.NATIVE_HANDLE)
        .addJavadoc("$L", javadoc())
        .addMethod(
            MethodSpec.constructorBuilder()
                .addParameter(ForeignApi.MEMORY_SEGMENT, "address")
                .addParameter(ForeignApi.MEMORY_SEGMENT, "release")
                .addStatement("super(address, release)")
                .build())
        .build();
  }

  private CallJavadoc javadoc() {
    String end =
        handle.release().isPresent()
            ? "What a function returned is released when it is closed, by {@code "
                + handle.release().get()
                + "}; what a callback gets is borrowed until the callback returns."
            : "C keeps it and ends it; what a callback gets is borrowed until the callback"
                + " returns.";
    return new CallJavadoc(handle, "Handle {@code " + handle.name() + "}").paragraph(end);
  }
}
