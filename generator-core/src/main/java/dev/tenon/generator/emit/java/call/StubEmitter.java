// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Callback.Threads;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** The class through which C calls a callback of Java's, and Java one of C's. */
final class StubEmitter {

  private static final List<String> OWN = List.of("NAME", "CALL", "FAILED", "context", "callback");

  private final CallScope scope;
  private final Callback callback;
  private final boolean isReceived;
  private final CallSignature signature;
  private final ClassName self;
  private final ClassName target;

  /**
   * The class.
   *
   * @param isReceived whether C hands such callbacks to Java
   */
  StubEmitter(CallScope scope, Callback callback, boolean isReceived) {
    this.scope = scope;
    this.callback = callback;
    this.isReceived = isReceived;
    this.signature = CallSignature.of(scope, callback.signature());
    this.self = scope.types().stub(callback);
    this.target = scope.types().named(callback);
  }

  /** Linker descriptor of the trampoline. */
  static Descriptor descriptor(CallSignature signature) {
    return signature.upcall().after(Carrier.Register.LONG);
  }

  TypeSpec emit() {
    OnError onError =
        OnError.of(
            scope, callback.name(), callback.signature().returns(), callback.onError(), "FAILED");
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "Makes {@link $T} callable from C$L.",
                target,
                isReceived ? ", and a callback of C's callable from Java" : "")
            .addField(
                FieldSpec.builder(String.class, "NAME", Modifier.STATIC, Modifier.FINAL)
                    .initializer("$S", callback.name())
                    .build())
            .addField(
                FieldSpec.builder(
                        ForeignApi.MEMORY_SEGMENT, "CALL", Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("Upcall stub, for the life of the JVM: C may call it at any time.")
                    .initializer(
                        "$T.stub(\n$>$>$T.lookup(), $S,$W$L$<$<)",
                        CallbackApi.UPCALLS,
                        MethodHandles.class,
                        "call",
                        descriptor(signature).code(scope))
                    .build());
    onError.constant().ifPresent(type::addField);
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(open())
        .addMethod(
            new TrampolineEmitter(scope, callback, onError, OWN)
                .ofCallback(target, views(), callback.threads() == Threads.SAME));
    if (hasViews()) {
      type.addType(new ViewsEmitter(signature, ClassName.get("", "Views")).emit());
    }
    if (isReceived) {
      type.addType(new NativeCallbackEmitter(scope, callback).emit());
    }
    return type.build();
  }

  private boolean hasViews() {
    return !signature.viewed().isEmpty();
  }

  private ClassName views() {
    return hasViews() ? self.nestedClass("Views") : ClassName.get(Void.class);
  }

  private MethodSpec open() {
    TypeName context = ParameterizedTypeName.get(CallbackApi.CALLBACK_CONTEXT, target, views());
    CodeBlock makeViews = hasViews() ? CodeBlock.of(", $T::new", views()) : CodeBlock.of("");
    return MethodSpec.methodBuilder("open")
        .addModifiers(Modifier.STATIC)
        .addJavadoc("{@return a struct through which C calls a callback}")
        .returns(context)
        .addParameter(String.class, "parameter")
        .addParameter(target, "callback")
        .addStatement("$T.requireNonNull(callback, parameter)", Objects.class)
        .addStatement(
            "return $T.open(NAME, callback$L, $L)",
            CallbackApi.CALLBACK_CONTEXT,
            makeViews,
            callback.threads() == Threads.SAME)
        .build();
  }
}
