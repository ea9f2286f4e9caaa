// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A method of generated Java by its name and its parameters. Overloads share a name. */
public record JavaMethod(String name, List<Parameter> parameters) {

  /** A parameter. Its name may be invalid while a schema is checked. */
  public record Parameter(TypeName type, String name) {}

  public JavaMethod {
    parameters = List.copyOf(parameters);
  }

  /** The parameters of a schema without errors, for a declaration. */
  public List<ParameterSpec> specs() {
    return parameters.stream()
        .map(parameter -> ParameterSpec.builder(parameter.type(), parameter.name()).build())
        .toList();
  }

  /** Name and simple types of the parameters: {@code price(int, long)}. */
  public String signature() {
    return signature(name, parameters.stream().map(Parameter::type));
  }

  static String signature(String name, Stream<TypeName> parameters) {
    return parameters.map(JavaMethod::simple).collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static String simple(TypeName type) {
    return type instanceof ClassName named
        ? String.join(".", named.simpleNames())
        : type.toString();
  }
}
