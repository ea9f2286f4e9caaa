// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Names of parameters that only count the elements of an array; Java has none of these. */
  public Set<String> counts() {
    return parameters.stream()
        .flatMap(
            parameter ->
                parameter.type() instanceof ArrayPointer array
                    ? Stream.of(array.count())
                    : Stream.empty())
        .collect(Collectors.toSet());
  }

  /** Whether an enum is handed over or returned by value. */
  public boolean hasEnums() {
    return returns.filter(Signature::isEnum).isPresent()
        || parameters.stream().map(Parameter::type).anyMatch(Signature::isEnum);
  }

  /** The same call with the numbers of enums, which keep those without a name. */
  public Signature withNumbers() {
    return new Signature(
        parameters.stream().map(p -> p.withType(withNumbers(p.type()))).toList(),
        returns.map(Signature::withNumbers));
  }

  private static boolean isEnum(ParameterType type) {
    return type instanceof ByValue value && value.type() instanceof EnumType;
  }

  private static ParameterType withNumbers(ParameterType type) {
    return isEnum(type) ? new ByValue(ScalarType.holding(((ByValue) type).type())) : type;
  }

  /** Returns the parameter of a name that is known to be there. */
  public Parameter parameter(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }
}
