// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.Signature;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The interface that lies in that of a callback or of the exports and has numbers in the place of
 * enums. It extends the outer one, so that it is accepted where the outer one is.
 */
final class RawInterface {

  private final CallScope scope;
  private final ClassName outer;

  RawInterface(CallScope scope, ClassName outer) {
    this.scope = scope;
    this.outer = outer;
  }

  /** Name of the interface that lies in another. */
  static ClassName in(ClassName outer) {
    return outer.nestedClass(JavaCalls.RAW);
  }

  /**
   * The interface, if one of the calls has enums.
   *
   * @param remark what is true of it beside what is true of all
   */
  Optional<TypeSpec.Builder> of(Stream<? extends Invocable> calls, String remark) {
    List<? extends Invocable> twins =
        calls.filter(call -> call.signature().raw().isPresent()).toList();
    if (twins.isEmpty()) {
      return Optional.empty();
    }
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(JavaCalls.RAW)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addSuperinterface(outer)
            .addJavadoc(
                "$L",
                JavadocText.sentences(
                    "Implements {@link "
                        + outer.simpleName()
                        + "} with the numbers of enums, of which those without a name are kept",
                    remark));
    for (Invocable call : twins) {
      type.addMethod(raw(call)).addMethod(named(call));
    }
    return Optional.of(type);
  }

  private MethodSpec raw(Invocable call) {
    CallSignature signature = CallSignature.of(scope, call.signature().raw().orElseThrow());
    ParameterFacts facts = ParameterFacts.fromC(scope.types());
    JavaMethod method = JavaCalls.rawMethod(scope.schema(), call).orElseThrow();
    CallJavadoc doc =
        new CallJavadoc(
            "Handles what {@link #"
                + JavaCalls.method(scope.schema(), call).name()
                + "} handles, with the numbers of enums");
    if (scope.isAppended(call)) {
      doc.paragraph(AppendedExport.SENTENCE);
    }
    return AppendedExport.complete(
            scope,
            call,
            MethodSpec.methodBuilder(method.name())
                .addAnnotations(Deprecation.annotations(call))
                .addParameters(method.specs())
                .returns(signature.javaResult())
                .addJavadoc(
                    "$L",
                    doc.parameters(signature, facts)
                        .returns(
                            call.signature()
                                .raw()
                                .flatMap(Signature::returns)
                                .map(facts::ofResult))))
        .build();
  }

  /** The method of the outer interface. */
  private MethodSpec named(Invocable call) {
    JavaMethod method = JavaCalls.method(scope.schema(), call);
    CodeBlock arguments =
        JavaCalls.parameters(call.signature()).stream()
            .map(this::number)
            .collect(CodeBlock.joining(",$W"));
    CodeBlock result =
        CodeBlock.of(
            "$L($Z$L)", JavaCalls.rawMethod(scope.schema(), call).orElseThrow().name(), arguments);
    CallSignature signature = CallSignature.of(scope, call.signature());
    return MethodSpec.methodBuilder(method.name())
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
        .addParameters(method.specs())
        .returns(signature.javaResult())
        .addStatement(
            "$L",
            call.signature()
                .returns()
                .map(
                    type -> CodeBlock.of("return $L", type.isEnum() ? named(type, result) : result))
                .orElse(result))
        .build();
  }

  private CodeBlock named(ParameterType type, CodeBlock number) {
    return CodeBlock.of("$T.of($L)", JavaCalls.type(scope.schema(), type), number);
  }

  private CodeBlock number(Parameter parameter) {
    String name = JavaNames.member(parameter);
    return parameter.type().isEnum()
        ? CodeBlock.of("$1L.value($1S)", name)
        : CodeBlock.of("$L", name);
  }
}
