// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.stream.Collectors;

/** A method of generated Java by its name and its parameters. Overloads share a name. */
public record JavaMethod(String name, List<ParameterSpec> parameters) {

  public JavaMethod {
    parameters = List.copyOf(parameters);
  }

  /** Name and simple types of the parameters: {@code price(int, long)}. */
  public String signature() {
    return parameters.stream()
        .map(parameter -> simple(parameter.type()))
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static String simple(TypeName type) {
    return type instanceof ClassName named
        ? String.join(".", named.simpleNames())
        : type.toString();
  }
}
