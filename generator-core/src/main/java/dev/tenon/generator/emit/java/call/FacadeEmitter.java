// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The class through which Java uses a native library: its functions, its callbacks. */
final class FacadeEmitter {

  private final CallScope scope;
  private final Schema schema;
  private final ClassName self;

  /** Names of fields, by function and callback. */
  private final NameAllocator names = new NameAllocator();

  FacadeEmitter(CallScope scope) {
    this.scope = scope;
    this.schema = scope.schema();
    this.self = scope.types().facade();
    names.newName("library");
    names.newName(CallScope.RUNTIME_API);
    // A constant of such a name would hide what the file imports.
    for (Carrier.Register register : Carrier.Register.values()) {
      names.newName(register.layout());
    }
    for (NativeFunction function : schema.functions()) {
      names.newName(JavaNames.handle(function), handleTag(function));
      names.newName(JavaNames.member(function), function.name());
    }
    for (Callback callback : registered(schema)) {
      names.newName(listenersName(callback), callback.name());
    }
  }

  /** Whether a schema has anything that a native library has to have. */
  static boolean isNeeded(Schema schema) {
    return !schema.handles().isEmpty()
        || !schema.callbacks().isEmpty()
        || !schema.functions().isEmpty();
  }

  /** The callbacks that have a registry in C. */
  static List<Callback> registered(Schema schema) {
    return schema.callbacks().stream().filter(callback -> callback.listeners() > 0).toList();
  }

  /** Whether a function is only what closes a handle, which runs it by its address. */
  static boolean isRelease(Schema schema, NativeFunction function) {
    return schema.handles().stream()
        .anyMatch(handle -> handle.release().equals(Optional.of(function.name())));
  }

  private static String handleTag(NativeFunction function) {
    return "handle of " + function.name();
  }

  private static String listenersName(Callback callback) {
    return JavaNames.member(callback) + "Listeners";
  }

  private List<NativeFunction> called() {
    return schema.functions().stream().filter(function -> !isRelease(schema, function)).toList();
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc("$L", javadoc())
            .addField(scope.requiredRuntime());
    List<FunctionEmitter> functions = called().stream().map(this::function).toList();
    functions.forEach(function -> type.addField(function.handle()));
    if (!schema.exports().isEmpty()) {
      type.addField(CallbackApi.NATIVE_LIBRARY, "library", Modifier.PRIVATE, Modifier.FINAL);
    }
    for (NativeFunction function : schema.functions()) {
      type.addField(
          ForeignApi.MEMORY_SEGMENT, names.get(function.name()), Modifier.PRIVATE, Modifier.FINAL);
    }
    for (Callback callback : registered(schema)) {
      type.addField(
          CallbackApi.CALLBACK_REGISTRY,
          names.get(callback.name()),
          Modifier.PRIVATE,
          Modifier.FINAL);
    }
    type.addMethod(constructor()).addMethod(load()).addMethod(loadLibrary());
    functions.forEach(function -> type.addMethod(function.emit()));
    registered(schema).forEach(callback -> type.addMethod(register(callback)));
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
        names.get(handleTag(function)),
        names.get(function.name()));
  }

  /** The address of what ends a handle. */
  private CodeBlock release(HandleType handle) {
    return handle
        .release()
        .map(function -> CodeBlock.of("$L", names.get(function)))
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
          "$L = library.function($S)", names.get(function.name()), CNames.type(schema, function));
    }
    for (Callback callback : registered(schema)) {
      method.addStatement(
          "$L =$Wlibrary.registry($S,$W$T.CALL)",
          names.get(callback.name()),
          CNames.type(schema, callback),
          scope.types().stub(callback));
    }
    return method.build();
  }

  private MethodSpec load() {
    return loading("load", "Loads the library from a file.", Path.class, "library");
  }

  private MethodSpec loadLibrary() {
    return loading(
        "loadLibrary",
        "Loads the library {@code name} of the library path, or where the system has it.",
        String.class,
        "name");
  }

  /** A way to load the library; the runtime has a method of the same name. */
  private MethodSpec loading(String name, String doc, Class<?> type, String parameter) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(
            "$L\nFails as {@link $T#$L} does, above all for another version of the schema.",
            doc,
            CallbackApi.NATIVE_LIBRARY,
            name)
        .returns(self)
        .addParameter(type, parameter)
        .addStatement(
            "return new $1T(\n$2T.$3L($4L,$W$5S,$W$6S,$W$7T.TEXT,$W$7T.SYMBOLS))",
            self,
            CallbackApi.NATIVE_LIBRARY,
            name,
            parameter,
            schema.name(),
            CNames.schemaName(schema, "abi"),
            scope.types().abi())
        .build();
  }

  private MethodSpec register(Callback callback) {
    return MethodSpec.methodBuilder(JavaNames.member(callback))
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Registers a listener behind those that are there; closing the registration ends it.\n"
                + "There can be $L at once. Fails as {@link $T#register} does.",
            callback.listeners(),
            CallbackApi.CALLBACK_REGISTRY)
        .returns(CallbackApi.REGISTRATION)
        .addParameter(scope.types().named(callback), "listener")
        .addStatement(
            "return $L.register($T.open($S, listener))",
            names.get(callback.name()),
            scope.types().stub(callback),
            "listener")
        .build();
  }

  private MethodSpec bindExports() {
    return MethodSpec.methodBuilder("bindExports")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Has C call the exports of the schema until the registration is closed, for a library"
                + " that\nJava has loaded; C that starts Java itself finds them without this.\n\n"
                + "@throws UnsupportedOperationException if the library has none\n")
        .returns(CallbackApi.REGISTRATION)
        .addParameter(scope.types().exports(), "implementation")
        .addStatement("$T.requireNonNull(implementation, $S)", Objects.class, "implementation")
        .addStatement(
            "return $T.BINDING.bind(library, $S, implementation)",
            scope.types().exportsBinder(),
            CNames.schemaName(schema, "exports_bind"))
        .build();
  }
}
