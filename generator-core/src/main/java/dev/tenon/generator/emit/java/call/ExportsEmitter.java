// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Schema;
import javax.lang.model.element.Modifier;

/** The interface that Java implements for C. */
final class ExportsEmitter {

  private final CallScope scope;

  ExportsEmitter(CallScope scope) {
    this.scope = scope;
  }

  TypeSpec emit() {
    Schema schema = scope.schema();
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(scope.types().exports())
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc(
                "$L",
                new CallJavadoc(
                        "Functions that Java implements and C calls like its own functions, on any"
                            + " thread")
                    .paragraph(
                        "C that starts Java finds the implementation with {@link"
                            + " java.util.ServiceLoader}. An exception goes to the handler of"
                            + " {@code CallbackExceptions}, not to C."));
    for (Export export : schema.exports()) {
      CallSignature signature = CallSignature.of(scope, export.signature());
      JavaMethod method = JavaCalls.method(schema, export);
      type.addMethod(
          AppendedExport.complete(
                  scope,
                  export,
                  MethodSpec.methodBuilder(method.name())
                      .addAnnotations(Deprecation.annotations(export))
                      .addJavadoc("$L", javadoc(export, signature))
                      .addParameters(method.specs())
                      .returns(signature.javaResult()))
              .build());
    }
    new RawInterface(scope, scope.types().exports())
        .of(schema.exports().stream(), "")
        .map(TypeSpec.Builder::build)
        .ifPresent(type::addType);
    return type.build();
  }

  private CallJavadoc javadoc(Export export, CallSignature signature) {
    ParameterFacts facts = ParameterFacts.fromC(scope.types());
    CallJavadoc doc = new CallJavadoc(export, "Export {@code " + export.name() + "}");
    if (scope.isAppended(export)) {
      doc.paragraph(AppendedExport.SENTENCE);
    }
    export
        .signature()
        .returns()
        .ifPresent(
            type ->
                doc.paragraph(
                    "When it throws, C gets " + OnErrorText.of(type, export.onError()) + "."));
    return doc.parameters(signature, facts)
        .returns(export.signature().returns().map(facts::ofResult));
  }
}
