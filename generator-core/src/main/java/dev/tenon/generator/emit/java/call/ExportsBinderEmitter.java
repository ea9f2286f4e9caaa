// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.schema.Export;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The class that gives C the addresses of the exports, and that C calls them through. */
final class ExportsBinderEmitter {

  private static final TypeName STUBS =
      ParameterizedTypeName.get(ClassName.get(List.class), ForeignApi.MEMORY_SEGMENT);

  private final CallScope scope;
  private final List<Export> exports;
  private final ClassName self;
  private final ClassName type;
  private final Identifiers failures;

  ExportsBinderEmitter(CallScope scope) {
    this.scope = scope;
    this.exports = scope.schema().exports();
    this.self = scope.types().exportsBinder();
    this.type = scope.types().exports();
    this.failures = JavaCalls.failureFields(scope.schema());
  }

  TypeSpec emit() {
    TypeSpec.Builder binder =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.FINAL)
            .addJavadoc("Makes {@link $T} callable from C.", type)
            .addField(scope.requiredRuntime())
            .addField(binding());
    exports.forEach(export -> onError(export).constant().ifPresent(binder::addField));
    binder
        .addField(
            FieldSpec.builder(STUBS, JavaCalls.STUBS, Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("Upcall stubs, made when they are first needed.")
                .build())
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(bind())
        .addMethod(stubs());
    exports.forEach(export -> binder.addMethod(method(export)));
    for (Export export : exports) {
      CallSignature signature = CallSignature.of(scope, export.signature());
      if (!signature.viewed().isEmpty()) {
        ClassName views = ClassName.get("", views(export).simpleName());
        binder.addType(new ViewsEmitter(signature, views).emit());
      }
    }
    return binder.build();
  }

  private ClassName views(Export export) {
    return self.nestedClass(JavaIdentifiers.export(export).get("Views"));
  }

  private OnError onError(Export export) {
    return OnError.of(
        scope,
        export.name(),
        export.signature().returns(),
        export.onError(),
        failures.get(export.name()));
  }

  private MethodSpec method(Export export) {
    List<String> taken = new ArrayList<>(JavaCalls.BINDER);
    OnError onError = onError(export);
    onError.constant().ifPresent(field -> taken.add(field.name()));
    return new TrampolineEmitter(scope, export, onError, taken)
        .ofExport(
            JavaCalls.trampoline(export).name(),
            CodeBlock.of("$L.implementation()", JavaCalls.BINDING),
            type,
            views(export));
  }

  private FieldSpec binding() {
    return FieldSpec.builder(
            ParameterizedTypeName.get(CallbackApi.EXPORT_BINDING, type),
            JavaCalls.BINDING,
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("Selects the implementation that C calls.")
        .initializer(
            "new $T<>(\n$>$>$T.class,$W$T.TEXT,$W$T::stubs$<$<)",
            CallbackApi.EXPORT_BINDING,
            type,
            scope.types().abi(),
            self)
        .build();
  }

  private MethodSpec bind() {
    JavaMethod method = JavaCalls.bind();
    String arguments =
        method.parameters().stream()
            .map(JavaMethod.Parameter::name)
            .collect(Collectors.joining(",$W"));
    return MethodSpec.methodBuilder(method.name())
        .addModifiers(Modifier.STATIC)
        .addJavadoc(
            "Entry for C, called when it has started Java. Returns a status and writes its text.")
        .returns(TypeName.INT)
        .addParameters(method.specs())
        .addStatement("$T loader = $T.class.getClassLoader()", ClassLoader.class, type)
        .addStatement(
            "return BINDING.bind(\n() -> $T.load($T.class, loader),$W" + arguments + ")",
            ServiceLoader.class,
            type)
        .build();
  }

  private MethodSpec stubs() {
    CodeBlock all = exports.stream().map(export -> stub(export)).collect(CodeBlock.joining(",\n"));
    return MethodSpec.methodBuilder(JavaCalls.STUBS)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.SYNCHRONIZED)
        .addJavadoc("Upcall stubs in the order of the schema.")
        .returns(STUBS)
        .beginControlFlow("if (stubs == null)")
        .addStatement("$1T.Lookup lookup = $1T.lookup()", MethodHandles.class)
        .addStatement("stubs = $T.of(\n$L)", List.class, all)
        .endControlFlow()
        .addStatement("return stubs")
        .build();
  }

  private CodeBlock stub(Export export) {
    return CodeBlock.of(
        "$T.stub(lookup, $S,$W$L)",
        CallbackApi.UPCALLS,
        JavaCalls.trampoline(export).name(),
        CallSignature.of(scope, export.signature()).upcall().code(scope));
  }
}
