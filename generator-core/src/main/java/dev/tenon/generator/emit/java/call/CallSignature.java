// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Signature;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A signature with all that is needed to write calls of it.
 *
 * @param parameters all that C has, in its order
 * @param result empty for {@code void}
 */
record CallSignature(List<CallParameter> parameters, Optional<Marshaller> result) {

  CallSignature {
    parameters = List.copyOf(parameters);
  }

  /**
   * One parameter.
   *
   * @param name of the Java parameter
   * @param isCount whether it is the number of elements of an array, which Java does not have
   */
  record CallParameter(Parameter parameter, String name, Marshaller marshaller, boolean isCount) {

    Optional<View> view() {
      return marshaller.view(name);
    }

    /** The integer type of a parameter that is a count. */
    ScalarType countType() {
      return ScalarType.holding(((ByValue) parameter.type()).type());
    }
  }

  /** A signature whose handles are borrowed. */
  static CallSignature of(CallScope scope, Signature signature) {
    return of(scope, signature, handle -> CodeBlock.of("$T.NULL", ForeignApi.MEMORY_SEGMENT));
  }

  /**
   * A signature.
   *
   * @param release the expression that ends a handle which is the result
   */
  static CallSignature of(
      CallScope scope, Signature signature, Function<HandleType, CodeBlock> release) {
    Set<String> counts = signature.counts();
    List<CallParameter> parameters =
        signature.parameters().stream()
            .map(
                parameter ->
                    new CallParameter(
                        parameter,
                        JavaNames.member(parameter),
                        marshaller(scope, parameter.type(), release),
                        counts.contains(parameter.name())))
            .toList();
    return new CallSignature(
        parameters, signature.returns().map(type -> marshaller(scope, type, release)));
  }

  private static Marshaller marshaller(
      CallScope scope, ParameterType type, Function<HandleType, CodeBlock> release) {
    JavaTypes types = scope.types();
    TypeName java = JavaCalls.type(scope.schema(), type);
    if (type instanceof ByValue value) {
      return value.type() instanceof StructType struct
          ? new StructMarshaller(struct, java, versions(scope, struct))
          : new ValueMarshaller(value.type(), java, scope.scalars());
    } else if (type instanceof StructPointer pointer) {
      return new StructPointerMarshaller(pointer, java, types, versions(scope, pointer.struct()));
    } else if (type instanceof ArrayPointer array) {
      return new ArrayMarshaller(array, java, scope.layouts(), types);
    } else if (type instanceof Text text) {
      return new TextMarshaller(text, java);
    } else if (type instanceof CallbackPointer callback) {
      return new CallbackMarshaller(callback, java, types.stub(callback.callback()));
    } else if (type instanceof HandlePointer handle) {
      return new HandleMarshaller(handle, java, release.apply(handle.handle()));
    }
    return new AddressMarshaller(java);
  }

  private static Versions versions(CallScope scope, StructType struct) {
    return Versions.of(scope.types().schema(), struct, scope.layouts());
  }

  /** Whether the result is the bytes of a struct, for which somebody has to have room. */
  boolean returnsStruct() {
    return result.orElse(null) instanceof StructMarshaller;
  }

  TypeName javaResult() {
    return result.map(Marshaller::javaType).orElse(TypeName.VOID);
  }

  /** Type that carries a result. */
  TypeName carriedResult() {
    return result.map(marshaller -> marshaller.received().type()).orElse(TypeName.VOID);
  }

  /** The parameters that Java has. */
  List<CallParameter> javaParameters() {
    return parameters.stream().filter(parameter -> !parameter.isCount()).toList();
  }

  /** The arrays whose number of elements a parameter is. */
  List<CallParameter> arraysOf(CallParameter count) {
    return parameters.stream()
        .filter(
            p ->
                p.parameter().type() instanceof ArrayPointer array
                    && array.count().equals(count.parameter().name()))
        .toList();
  }

  /** The parameter that holds the number of elements of an array. */
  CallParameter countOf(CallParameter array) {
    String count = ((ArrayPointer) array.parameter().type()).count();
    return parameters.stream()
        .filter(p -> p.parameter().name().equals(count))
        .findFirst()
        .orElseThrow();
  }

  /** The parameters that Java sees through something that ends with the call. */
  List<CallParameter> viewed() {
    return parameters.stream().filter(p -> p.view().isPresent()).toList();
  }

  /** A call of C. */
  Descriptor downcall() {
    return new Descriptor(
        result.map(Marshaller::received),
        parameters.stream().map(p -> p.marshaller().argument()).toList());
  }

  /** A call of Java. */
  Descriptor upcall() {
    return new Descriptor(
        result.map(Marshaller::received),
        parameters.stream().map(p -> p.marshaller().received()).toList());
  }
}
