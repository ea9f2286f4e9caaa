// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.naming.JavaScalar.Stored;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Signature;
import dev.tenon.generator.schema.StructType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The list of methods and fields that generated Java has for calls: functions, callbacks, exports
 * and the library itself. Emitters print these, collision rules compare them.
 */
public final class JavaCalls {

  /** Method of the interface of a callback. */
  public static final String CALL = "call";

  /** Interface with numbers in the place of enums, in that of a callback or of the exports. */
  public static final String RAW = "Raw";

  /** Field that refuses an older runtime. */
  public static final String RUNTIME_API = "RUNTIME_API";

  /** Field of the class that binds exports, which holds what C calls. */
  public static final String BINDING = "BINDING";

  /** Field and method with the addresses that C calls. */
  public static final String STUBS = "stubs";

  /** Field of the facade that holds the native library. */
  public static final String LIBRARY = "library";

  /** Names of the class that binds exports; methods of exports with such a name get {@code _}. */
  public static final List<String> BINDER = List.of(BINDING, STUBS, "bind");

  private static final ClassName SEGMENT_ALLOCATOR =
      ClassName.get("java.lang.foreign", "SegmentAllocator");

  private static final String ALLOCATOR = "allocator";

  private JavaCalls() {}

  /** Method that the user calls for a function, and implements for a callback or an export. */
  public static JavaMethod method(Schema schema, Invocable invocable) {
    return method(schema, invocable, invocable.signature(), name(invocable));
  }

  private static String name(Invocable invocable) {
    return invocable instanceof Callback ? CALL : JavaNames.member(invocable);
  }

  /**
   * Twin of a method that hands over or returns enums: has numbers in their place. That of a
   * callback or an export lies in an interface inside its own.
   */
  public static Optional<JavaMethod> rawMethod(Schema schema, Invocable invocable) {
    return invocable
        .signature()
        .raw()
        .map(raw -> method(schema, invocable, raw, JavaNames.raw(name(invocable))));
  }

  private static JavaMethod method(
      Schema schema, Invocable invocable, Signature signature, String name) {
    List<JavaMethod.Parameter> parameters = new ArrayList<>();
    if (invocable instanceof NativeFunction && returnsStruct(signature)) {
      parameters.add(parameter(SEGMENT_ALLOCATOR, allocator(signature)));
    }
    for (Parameter parameter : parameters(signature)) {
      parameters.add(parameter(type(schema, parameter.type()), JavaNames.member(parameter)));
    }
    return new JavaMethod(name, parameters);
  }

  /** Static method that C calls for an export. */
  public static JavaMethod trampoline(Export export) {
    String name = JavaNames.member(export);
    return new JavaMethod(
        BINDER.contains(name) ? name + "_" : name,
        export.signature().parameters().stream()
            .map(p -> parameter(carried(p.type()), JavaNames.member(p)))
            .toList());
  }

  /** Static method that C calls when it has started Java. */
  public static JavaMethod bind() {
    return new JavaMethod(
        "bind",
        List.of(
            parameter(TypeName.LONG, "abi"),
            parameter(TypeName.LONG, "functions"),
            parameter(TypeName.INT, "count"),
            parameter(TypeName.LONG, "message"),
            parameter(TypeName.LONG, "messageBytes")));
  }

  /** Method of the facade that loads the library from a file. */
  public static JavaMethod load() {
    return new JavaMethod("load", List.of(parameter(ClassName.get(Path.class), LIBRARY)));
  }

  /** Method of the facade that looks for the library. */
  public static JavaMethod loadLibrary() {
    return new JavaMethod("loadLibrary", List.of(parameter(ClassName.get(String.class), "name")));
  }

  /** Method of the facade that hands the exports to a loaded library. */
  public static JavaMethod bindExports(Schema schema) {
    ClassName type = JavaTypeNames.exports(schema);
    return new JavaMethod("bindExports", List.of(parameter(type, "implementation")));
  }

  /** Method of the facade that registers a listener. */
  public static JavaMethod registration(Schema schema, Callback callback) {
    ClassName type = JavaTypeNames.named(schema, callback);
    return new JavaMethod(JavaNames.member(callback), List.of(parameter(type, "listener")));
  }

  /**
   * Private fields of the facade, by their roles: {@code handle f} and {@code address f} of a
   * function, {@code listeners c} of a callback. No field shadows a method, a parameter may hide
   * one.
   */
  public static Identifiers facadeFields(Schema schema) {
    NameAllocator names = new NameAllocator();
    names.newName(LIBRARY);
    names.newName(RUNTIME_API);
    // A constant of such a name would hide what the file imports.
    Stream.concat(Stream.of(Stored.values()).map(Stored::layout), Stream.of("ADDRESS"))
        .forEach(names::newName);
    Identifiers fields = new Identifiers();
    for (NativeFunction function : schema.functions()) {
      fields.with(handle(function), names.newName(JavaNames.handle(function)));
      fields.with(address(function), names.newName(JavaNames.member(function)));
    }
    for (Callback callback : registered(schema)) {
      fields.with(listeners(callback), names.newName(JavaNames.member(callback) + "Listeners"));
    }
    return fields;
  }

  /** Role of the field with the method handle of a function. */
  public static String handle(NativeFunction function) {
    return "handle " + function.name();
  }

  /** Role of the field with the address of a function. */
  public static String address(NativeFunction function) {
    return address(function.name());
  }

  /** Role of the field with the address of the function of a name. */
  public static String address(String function) {
    return "address " + function;
  }

  /** Role of the field with the listeners of a callback. */
  public static String listeners(Callback callback) {
    return "listeners " + callback.name();
  }

  /** Private fields with what C receives when an export throws, by the name of the export. */
  public static Identifiers failureFields(Schema schema) {
    NameAllocator names = new NameAllocator();
    Identifiers fields = new Identifiers();
    for (Export export : schema.exports()) {
      fields.with(export.name(), names.newName(JavaNames.handle(export) + "_FAILED"));
    }
    return fields;
  }

  /** The functions with a method: what releases a handle is run by its {@code close}. */
  public static List<NativeFunction> called(Schema schema) {
    return schema.functions().stream()
        .filter(
            function ->
                schema.handles().stream()
                    .noneMatch(handle -> handle.release().equals(Optional.of(function.name()))))
        .toList();
  }

  /** The callbacks that have a registry in C. */
  public static List<Callback> registered(Schema schema) {
    return schema.callbacks().stream().filter(callback -> callback.listeners() > 0).toList();
  }

  /** The parameters that Java has: the number of elements of an array is no parameter there. */
  public static List<Parameter> parameters(Signature signature) {
    Set<String> counts = signature.counts();
    return signature.parameters().stream().filter(p -> !counts.contains(p.name())).toList();
  }

  /** Whether the result is the bytes of a struct, for which somebody has to have room. */
  public static boolean returnsStruct(Signature signature) {
    return signature.returns().orElse(null) instanceof ByValue value
        && value.type() instanceof StructType;
  }

  /** Type of a parameter or a result in the user's code. */
  public static TypeName type(Schema schema, ParameterType type) {
    if (type instanceof ByValue value) {
      return JavaTypeNames.value(schema, value.type());
    } else if (type instanceof StructPointer pointer) {
      return JavaTypeNames.named(schema, pointer.struct());
    } else if (type instanceof ArrayPointer array && array.element() instanceof StructType struct) {
      return JavaTypeNames.array(schema, struct);
    } else if (type instanceof Text) {
      return ClassName.get(String.class);
    } else if (type instanceof CallbackPointer pointer) {
      return JavaTypeNames.named(schema, pointer.callback());
    } else if (type instanceof HandlePointer pointer) {
      return JavaTypeNames.named(schema, pointer.handle());
    }
    return JavaTypeNames.MEMORY_SEGMENT;
  }

  /** Type in which the linker hands an argument of C to Java. */
  public static TypeName carried(ParameterType type) {
    if (!(type instanceof ByValue value)) {
      return TypeName.LONG;
    } else if (value.type() instanceof StructType) {
      return JavaTypeNames.MEMORY_SEGMENT;
    }
    return JavaScalar.of(ScalarType.holding(value.type())).register().type();
  }

  /** Name of the parameter for the memory of a struct that is returned. */
  private static String allocator(Signature signature) {
    String name = ALLOCATOR;
    while (isParameter(signature, name)) {
      name += "_";
    }
    return name;
  }

  private static boolean isParameter(Signature signature, String name) {
    return signature.parameters().stream().map(JavaNames::member).anyMatch(name::equals);
  }

  private static JavaMethod.Parameter parameter(TypeName type, String name) {
    return new JavaMethod.Parameter(type, name);
  }
}
