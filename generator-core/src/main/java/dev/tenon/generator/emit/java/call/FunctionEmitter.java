// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import dev.tenon.generator.emit.java.call.CallSignature.CallParameter;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.Signature;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The handle and the method of a function that C implements. */
final class FunctionEmitter {

  private final CallScope scope;
  private final NativeFunction function;
  private final CallSignature signature;
  private final String handle;
  private final String address;
  private final JavaMethod method;
  private final boolean isRaw;

  /**
   * A function.
   *
   * @param handle name of the field with its method handle
   * @param address name of the field with its address
   * @param method the method itself, or its twin with the numbers of enums
   */
  FunctionEmitter(
      CallScope scope,
      NativeFunction function,
      CallSignature signature,
      String handle,
      String address,
      JavaMethod method) {
    this.scope = scope;
    this.function = function;
    this.signature = signature;
    this.handle = handle;
    this.address = address;
    this.method = method;
    this.isRaw = !method.name().equals(JavaCalls.method(scope.schema(), function).name());
  }

  private boolean isParameter(String name) {
    return signature.parameters().stream().map(CallParameter::name).anyMatch(name::equals);
  }

  FieldSpec handle() {
    Downcall downcall = Downcall.of(function, signature);
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(downcall.descriptor().code(scope));
    if (downcall.errno()) {
      arguments.add(CodeBlock.of("$T.Option.captureCallState($S)", ForeignApi.LINKER, "errno"));
    }
    if (downcall.critical()) {
      arguments.add(CodeBlock.of("$T.Option.critical(false)", ForeignApi.LINKER));
    }
    return FieldSpec.builder(
            MethodHandle.class, handle, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            "$T.handle(\n$>$>$L$<$<)", CallbackApi.DOWNCALLS, CodeBlock.join(arguments, ",$W"))
        .build();
  }

  MethodSpec emit() {
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(method.name())
            .addAnnotations(Deprecation.annotations(function))
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("$L", javadoc())
            .addParameters(method.specs())
            .returns(signature.javaResult());
    if (function.blocking()) {
      builder.addCode(onPlatformThread());
    }
    return builder.addCode(body()).build();
  }

  private CodeBlock body() {
    Optional<String> allocator =
        signature.returnsStruct()
            ? Optional.of(method.parameters().get(0).name())
            : Optional.empty();
    List<String> taken = new ArrayList<>(List.of(handle, address));
    allocator.ifPresent(taken::add);
    DowncallBody body = new DowncallBody(signature, taken);
    List<CodeBlock> leading = new ArrayList<>();
    leading.add(CodeBlock.of("$L$L", isParameter(address) ? "this." : "", address));
    allocator.ifPresent(name -> leading.add(CodeBlock.of("$L", name)));
    if (function.errno()) {
      leading.add(CodeBlock.of("$L.errno()", body.frame()));
    }
    return body.code(
        new DowncallBody.Target(
            CodeBlock.of("$S", function.name()), handle, leading, !function.critical()));
  }

  /** A virtual thread would block others with it. */
  private CodeBlock onPlatformThread() {
    String arguments =
        method.parameters().stream()
            .map(JavaMethod.Parameter::name)
            .collect(Collectors.joining(", "));
    String self = method.name();
    CodeBlock.Builder code =
        CodeBlock.builder().beginControlFlow("if ($T.currentThread().isVirtual())", Thread.class);
    if (signature.result().isPresent()) {
      code.addStatement(
          "return $T.onPlatformThread(() -> $L($L))", CallbackApi.BLOCKING_CALLS, self, arguments);
    } else {
      code.add("$T.onPlatformThread(() -> {\n", CallbackApi.BLOCKING_CALLS)
          .indent()
          .addStatement("$L($L)", self, arguments)
          .addStatement("return null")
          .unindent()
          .add("});\n")
          .addStatement("return");
    }
    return code.endControlFlow().build();
  }

  private Optional<ParameterType> returns() {
    Signature declared = function.signature();
    return (isRaw ? declared.raw().orElseThrow() : declared).returns();
  }

  private CallJavadoc javadoc() {
    ParameterFacts facts = ParameterFacts.toC(scope.types());
    CallJavadoc doc = new CallJavadoc(function, "Function {@code " + function.name() + "}");
    if (function.errno()) {
      doc.paragraph("{@code Errno.last()} has the {@code errno} that the function leaves.");
    }
    if (function.blocking()) {
      doc.paragraph(
          "May block. A virtual thread has it run on a platform thread, so what it is given must"
              + " not be confined to the calling thread.");
    }
    if (isRaw) {
      doc.paragraph(
          "As {@code "
              + JavaCalls.method(scope.schema(), function).name()
              + "}, with the numbers of enums: those without a name are kept.");
    }
    return doc.parameters(signature, facts).returns(returns().map(facts::ofResult));
  }
}
