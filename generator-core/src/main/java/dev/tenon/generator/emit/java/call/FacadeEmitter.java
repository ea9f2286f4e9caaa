// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The class through which Java uses a native library: its functions, its callbacks. */
final class FacadeEmitter {

  private final CallScope scope;
  private final Schema schema;
  private final ClassName self;

  private final Identifiers fields;

  FacadeEmitter(CallScope scope) {
    this.scope = scope;
    this.schema = scope.schema();
    this.self = scope.types().facade();
    this.fields = JavaCalls.facadeFields(schema);
  }

  /** Whether a schema has anything that a native library has to have. */
  static boolean isNeeded(Schema schema) {
    return !schema.handles().isEmpty()
        || !schema.callbacks().isEmpty()
        || !schema.functions().isEmpty();
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc("$L", javadoc())
            .addField(scope.requiredRuntime());
    List<FunctionEmitter> functions =
        JavaCalls.called(schema).stream().map(this::function).toList();
    functions.forEach(function -> type.addField(function.handle()));
    if (!schema.exports().isEmpty()) {
      type.addField(
          CallbackApi.NATIVE_LIBRARY, JavaCalls.LIBRARY, Modifier.PRIVATE, Modifier.FINAL);
    }
    for (NativeFunction function : schema.functions()) {
      type.addField(
          ForeignApi.MEMORY_SEGMENT,
          fields.get(JavaCalls.address(function)),
          Modifier.PRIVATE,
          Modifier.FINAL);
    }
    for (Callback callback : JavaCalls.registered(schema)) {
      type.addField(
          CallbackApi.CALLBACK_REGISTRY,
          fields.get(JavaCalls.listeners(callback)),
          Modifier.PRIVATE,
          Modifier.FINAL);
    }
    type.addMethod(constructor()).addMethod(load()).addMethod(loadLibrary());
    for (NativeFunction function : JavaCalls.called(schema)) {
      type.addMethod(function(function).emit());
      rawFunction(function).ifPresent(twin -> type.addMethod(twin.emit()));
    }
    JavaCalls.registered(schema).forEach(callback -> type.addMethod(register(callback)));
    if (!schema.exports().isEmpty()) {
      type.addMethod(bindExports());
    }
    return type.build();
  }

  private FunctionEmitter function(NativeFunction function) {
    return new FunctionEmitter(
        scope,
        function,
        CallSignature.of(scope, function.signature(), this::release),
        fields.get(JavaCalls.handle(function)),
        fields.get(JavaCalls.address(function)),
        JavaCalls.method(schema, function));
  }

  /** The twin of a function with enums. */
  private Optional<FunctionEmitter> rawFunction(NativeFunction function) {
    return JavaCalls.rawMethod(schema, function)
        .map(
            method ->
                new FunctionEmitter(
                    scope,
                    function,
                    CallSignature.of(
                        scope, function.signature().raw().orElseThrow(), this::release),
                    fields.get(JavaCalls.handle(function)),
                    fields.get(JavaCalls.address(function)),
                    method));
  }

  /** The address of what ends a handle. */
  private CodeBlock release(HandleType handle) {
    return handle
        .release()
        .map(function -> CodeBlock.of("$L", fields.get(JavaCalls.address(function))))
        .orElseGet(() -> CodeBlock.of("$T.NULL", ForeignApi.MEMORY_SEGMENT));
  }

  private CallJavadoc javadoc() {
    String doc = schema.doc();
    return new CallJavadoc(
            doc.isBlank()
                ? "The native library of the schema {@code " + schema.name() + "}"
                : JavadocText.of(doc))
        .paragraph(
            "Safe for all threads, as far as the library is. An argument that does not fit is"
                + " refused with an {@code IllegalArgumentException} that names it, a null that is"
                + " not allowed with a {@code NullPointerException}. When a callback"
                + " throws inside a call, the call throws a {@code CallbackException} once C has"
                + " returned.");
  }

  private MethodSpec constructor() {
    MethodSpec.Builder method =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(CallbackApi.NATIVE_LIBRARY, "library");
    if (!schema.exports().isEmpty()) {
      method.addStatement("this.library = library");
    }
    for (NativeFunction function : schema.functions()) {
      method.addStatement(
          "$L = library.function($S)",
          fields.get(JavaCalls.address(function)),
          CNames.type(schema, function));
    }
    for (Callback callback : JavaCalls.registered(schema)) {
      method.addStatement(
          "$L =$Wlibrary.registry($S,$W$T.CALL)",
          fields.get(JavaCalls.listeners(callback)),
          CNames.type(schema, callback),
          scope.types().stub(callback));
    }
    return method.build();
  }

  private MethodSpec load() {
    return loading(JavaCalls.load(), "Loads the library from a file.");
  }

  private MethodSpec loadLibrary() {
    return loading(
        JavaCalls.loadLibrary(),
        "Loads the library {@code name} of the library path, or where the system has it.");
  }

  /** A way to load the library; the runtime has a method of the same name. */
  private MethodSpec loading(JavaMethod method, String doc) {
    return MethodSpec.methodBuilder(method.name())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(
            "$L\nFails as {@link $T#$L} does, above all for another version of the schema.",
            doc,
            CallbackApi.NATIVE_LIBRARY,
            method.name())
        .returns(self)
        .addParameters(method.specs())
        .addStatement(
            "return new $1T(\n$2T.$3L($4L,$W$5S,$W$6S,$W$7T.TEXT,$W$7T.SYMBOLS))",
            self,
            CallbackApi.NATIVE_LIBRARY,
            method.name(),
            method.parameters().get(0).name(),
            schema.name(),
            CNames.schemaName(schema, "abi"),
            scope.types().abi())
        .build();
  }

  private MethodSpec register(Callback callback) {
    JavaMethod method = JavaCalls.registration(schema, callback);
    return MethodSpec.methodBuilder(method.name())
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Registers a listener behind those that are there; closing the registration ends it.\n"
                + "There can be $L at once. Fails as {@link $T#register} does.",
            callback.listeners(),
            CallbackApi.CALLBACK_REGISTRY)
        .returns(CallbackApi.REGISTRATION)
        .addParameters(method.specs())
        .addStatement(
            "return $L.register($T.open($S, listener))",
            fields.get(JavaCalls.listeners(callback)),
            scope.types().stub(callback),
            "listener")
        .build();
  }

  private MethodSpec bindExports() {
    JavaMethod method = JavaCalls.bindExports(schema);
    return MethodSpec.methodBuilder(method.name())
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Has C call the exports of the schema until the registration is closed, for a library"
                + " that\nJava has loaded; C that starts Java itself finds them without this.\n\n"
                + "@throws UnsupportedOperationException if the library has none\n")
        .returns(CallbackApi.REGISTRATION)
        .addParameters(method.specs())
        .addStatement("$T.requireNonNull(implementation, $S)", Objects.class, "implementation")
        .addStatement(
            "return $T.BINDING.bind(library, $S, implementation)",
            scope.types().exportsBinder(),
            CNames.schemaName(schema, "exports_bind"))
        .build();
  }
}
