// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Callback.Threads;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The functional interface of a callback. */
final class CallbackEmitter {

  private final CallScope scope;
  private final Callback callback;
  private final boolean isReceived;
  private final CallSignature signature;

  /**
   * An interface.
   *
   * @param isReceived whether C hands such callbacks to Java
   */
  CallbackEmitter(CallScope scope, Callback callback, boolean isReceived) {
    this.scope = scope;
    this.callback = callback;
    this.isReceived = isReceived;
    this.signature = CallSignature.of(scope, callback.signature());
  }

  TypeSpec emit() {
    JavaMethod call = JavaCalls.method(scope.schema(), callback);
    ClassName self = scope.types().named(callback);
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(self)
            .addModifiers(Modifier.PUBLIC)
            .addAnnotation(FunctionalInterface.class)
            .addAnnotations(Deprecation.annotations(callback))
            .addJavadoc("$L", javadoc())
            .addMethod(
                MethodSpec.methodBuilder(call.name())
                    .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                    .addParameters(call.specs())
                    .returns(signature.javaResult())
                    .addJavadoc("$L", callJavadoc())
                    .build());
    new RawInterface(scope, self)
        .of(Stream.of(callback), isReceived ? "A callback that C hands over implements it" : "")
        .map(raw -> raw.addAnnotation(FunctionalInterface.class).build())
        .ifPresent(type::addType);
    return type.build();
  }

  private CallJavadoc javadoc() {
    String threads =
        callback.threads() == Threads.SAME
            ? "C calls it on the thread that handed it over, and is refused on others."
            : "C may call it on any thread, and on several at once.";
    return new CallJavadoc(callback, "Callback {@code " + callback.name() + "}")
        .paragraph(threads + " " + onError());
  }

  private String onError() {
    String gets =
        callback
            .signature()
            .returns()
            .map(type -> "; C gets " + OnErrorText.of(type, callback.onError()) + " then")
            .orElse("");
    return "An exception goes to the handler of {@code CallbackExceptions}, not to C" + gets + ".";
  }

  private CallJavadoc callJavadoc() {
    ParameterFacts facts = ParameterFacts.fromC(scope.types());
    String batch =
        callback
            .batch()
            .map(b -> "Handles up to " + b.events() + " events, the oldest first")
            .orElse("Handles one call");
    return new CallJavadoc(batch)
        .parameters(signature, facts)
        .returns(callback.signature().returns().map(facts::ofResult));
  }
}
