// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Callback.Threads;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The nested class of a callback that C implements and Java calls. */
final class NativeCallbackEmitter {

  private final CallScope scope;
  private final Callback callback;
  private final boolean isRaw;
  private final CallSignature signature;

  NativeCallbackEmitter(CallScope scope, Callback callback) {
    this.scope = scope;
    this.callback = callback;
    this.isRaw = callback.signature().raw().isPresent();
    this.signature =
        CallSignature.of(scope, callback.signature().raw().orElse(callback.signature()));
  }

  TypeSpec emit() {
    ClassName type = scope.types().named(callback);
    return TypeSpec.classBuilder("Native")
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .superclass(CallbackApi.NATIVE_CALLBACK)
        .addSuperinterface(isRaw ? RawInterface.in(type) : type)
        .addJavadoc("Callback that C implements.")
        .addField(
            FieldSpec.builder(
                    MethodHandle.class,
                    "FUNCTION",
                    Modifier.PRIVATE,
                    Modifier.STATIC,
                    Modifier.FINAL)
                .initializer(
                    "$T.handle(\n$>$>$L$<$<)",
                    CallbackApi.DOWNCALLS,
                    Downcall.ofCallback(signature).descriptor().code(scope))
                .build())
        .addMethod(
            MethodSpec.constructorBuilder()
                .addParameter(TypeName.LONG, "struct")
                .addParameter(TypeName.BOOLEAN, "kept")
                .addStatement("super(NAME, struct, kept, $L)", callback.threads() == Threads.SAME)
                .build())
        .addMethod(call())
        .build();
  }

  private MethodSpec call() {
    DowncallBody body = new DowncallBody(signature, List.of("NAME", "CALL", "FUNCTION"));
    List<CodeBlock> leading = new ArrayList<>();
    leading.add(CodeBlock.of("$L.function(this)", body.frame()));
    if (signature.returnsStruct()) {
      leading.add(CodeBlock.of("($T) $T.ofAuto()", ForeignApi.SEGMENT_ALLOCATOR, ForeignApi.ARENA));
    }
    leading.add(CodeBlock.of("context()"));
    JavaMethod method =
        JavaCalls.rawMethod(scope.schema(), callback)
            .orElseGet(() -> JavaCalls.method(scope.schema(), callback));
    return MethodSpec.methodBuilder(method.name())
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameters(method.specs())
        .returns(signature.javaResult())
        .addCode(
            body.code(new DowncallBody.Target(CodeBlock.of("NAME"), "FUNCTION", leading, true)))
        .build();
  }
}
