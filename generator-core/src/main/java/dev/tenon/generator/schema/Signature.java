// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import java.util.List;
import java.util.Optional;

/**
 * Parameters and result of a call.
 *
 * @param parameters in declared order
 * @param returns by value, text or a handle; empty for {@code void}
 */
public record Signature(List<Parameter> parameters, Optional<ParameterType> returns) {

  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** Whether a parameter is only the number of elements of an array; Java has no such parameter. */
  public boolean isCount(Parameter parameter) {
    return parameters.stream()
        .anyMatch(
            other ->
                other.type() instanceof ArrayPointer array
                    && array.count().equals(parameter.name()));
  }

  /** Returns the parameter of a name that is known to be there. */
  public Parameter parameter(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }
}
