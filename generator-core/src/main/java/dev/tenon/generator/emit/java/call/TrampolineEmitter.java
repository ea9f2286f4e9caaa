// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.call.CallSignature.CallParameter;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The static method that C calls, and from which nothing may be thrown: an exception that left it
 * would end the process.
 */
final class TrampolineEmitter {

  /** Variable with the object of the user's that is called. */
  private static final String TARGET = "target";

  /** Variable with the same object where it takes numbers for enums. */
  private static final String TWIN = "raw";

  private final Schema schema;
  private final Invocable called;
  private final CallSignature signature;
  private final Optional<CallSignature> raw;
  private final OnError onError;
  private final NameAllocator names = new NameAllocator();
  private final Map<String, String> carriers = new HashMap<>();

  /**
   * A trampoline.
   *
   * @param taken names that mean something else in the class or the method
   */
  TrampolineEmitter(CallScope scope, Invocable called, OnError onError, List<String> taken) {
    this.schema = scope.schema();
    this.called = called;
    this.signature = CallSignature.of(scope, called.signature());
    this.raw = called.signature().raw().map(numbers -> CallSignature.of(scope, numbers));
    this.onError = onError;
    taken.forEach(names::newName);
    for (String own : List.of("views", "e", "again")) {
      names.newName(own);
    }
    if (raw.isPresent()) {
      names.newName(TARGET);
      names.newName(TWIN);
    }
    signature.parameters().forEach(p -> carriers.put(p.name(), names.newName(p.name(), p)));
  }

  /**
   * The method of a callback, whose first argument is its context.
   *
   * @param views the class of its views, if it has any
   * @param checked whether some threads are refused
   */
  MethodSpec ofCallback(ClassName callback, TypeName views, boolean checked) {
    CodeBlock target = CodeBlock.of("callback.target()");
    boolean viewed = !signature.viewed().isEmpty();
    CodeBlock.Builder code =
        CodeBlock.builder()
            .addStatement(
                "$1T<$2T, $3T> callback = $1T.at(context)",
                CallbackApi.CALLBACK_CONTEXT,
                callback,
                viewed ? views : ClassName.get(Void.class));
    if (viewed) {
      code.addStatement("$T views = callback.enter()", views)
          .beginControlFlow("try")
          .add(answer(target, callback))
          .nextControlFlow("finally")
          .addStatement("views.end()")
          .addStatement("callback.leave(views)")
          .endControlFlow();
    } else {
      if (checked) {
        code.addStatement("callback.enter()");
      }
      code.add(answer(target, callback));
    }
    return method(JavaCalls.CALL)
        .addParameter(TypeName.LONG, "context")
        .addParameters(carriers())
        .addCode(guarded(code.build(), CodeBlock.of("NAME")))
        .build();
  }

  /** The method of an export, of which there is one for all of C. */
  MethodSpec ofExport(String method, CodeBlock target, ClassName exports, TypeName views) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (signature.viewed().isEmpty()) {
      code.add(answer(target, exports));
    } else {
      code.addStatement("$1T views = new $1T()", views)
          .beginControlFlow("try")
          .add(answer(target, exports))
          .nextControlFlow("finally")
          .addStatement("views.end()")
          .endControlFlow();
    }
    return method(method)
        .addParameters(carriers())
        .addCode(guarded(code.build(), CodeBlock.of("$S", called.name())))
        .build();
  }

  private MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(signature.carriedResult());
  }

  private List<ParameterSpec> carriers() {
    return signature.parameters().stream()
        .map(
            p ->
                ParameterSpec.builder(
                        JavaCalls.carried(p.parameter().type()), carriers.get(p.name()))
                    .build())
        .toList();
  }

  private CodeBlock guarded(CodeBlock code, CodeBlock name) {
    CodeBlock.Builder guarded =
        CodeBlock.builder()
            .beginControlFlow("try")
            .add(code)
            .nextControlFlow("catch ($T e)", Throwable.class)
            .beginControlFlow("try")
            .addStatement("$T.failed($L, e)", CallbackApi.UPCALLS, name)
            .nextControlFlow("catch ($T again)", Throwable.class)
            .add("// No stack is left to report on.\n")
            .endControlFlow();
    onError.value().ifPresent(value -> guarded.addStatement("return $L", value));
    return guarded.endControlFlow().build();
  }

  /** Calls Java, with numbers in the place of enums where it takes them, and returns. */
  private CodeBlock answer(CodeBlock target, ClassName type) {
    String method = JavaCalls.method(schema, called).name();
    if (raw.isEmpty()) {
      return answer(signature, CodeBlock.of("$L.$L", target, method));
    }
    String twin = JavaCalls.rawMethod(schema, called).orElseThrow().name();
    return CodeBlock.builder()
        .addStatement("$T $L = $L", type, TARGET, target)
        .beginControlFlow("if ($L instanceof $T $L)", TARGET, RawInterface.in(type), TWIN)
        .add(answer(raw.get(), CodeBlock.of("$L.$L", TWIN, twin)))
        .nextControlFlow("else")
        .add(answer(signature, CodeBlock.of("$L.$L", TARGET, method)))
        .endControlFlow()
        .build();
  }

  private CodeBlock answer(CallSignature signature, CodeBlock method) {
    List<CodeBlock> arguments = signature.javaParameters().stream().map(this::argument).toList();
    CodeBlock call = CodeBlock.of("$L($Z$L)", method, CodeBlock.join(arguments, ",$W"));
    return signature
        .result()
        .map(result -> CodeBlock.of("return $L", result.toResult(onError.label(), call)))
        .map(statement -> CodeBlock.builder().addStatement(statement).build())
        .orElseGet(() -> CodeBlock.builder().addStatement(call).build());
  }

  private CodeBlock argument(CallParameter parameter) {
    CodeBlock count = CodeBlock.of("");
    if (parameter.marshaller() instanceof ArrayMarshaller) {
      CallParameter counter = signature.countOf(parameter);
      count = counter.marshaller().fromResult(carriers.get(counter.name()));
    }
    return parameter
        .marshaller()
        .fromArgument(
            new Marshaller.Incoming(
                parameter.name(), carriers.get(parameter.name()), "views", count));
  }
}
