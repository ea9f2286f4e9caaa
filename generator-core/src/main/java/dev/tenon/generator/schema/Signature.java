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
 * @param cResult type of the result in a foreign prototype, where that is not the one that the
 *     schema's becomes
 */
public record Signature(
    List<Parameter> parameters, Optional<ParameterType> returns, Optional<String> cResult) {

  public Signature(List<Parameter> parameters, Optional<ParameterType> returns) {
    this(parameters, returns, Optional.empty());
  }

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

  /**
   * The same call with the numbers of enums, which keep those without a name; empty if no enum is
   * handed over or returned by value.
   */
  public Optional<Signature> raw() {
    Signature raw =
        new Signature(
            parameters.stream().map(p -> p.withType(raw(p.type()))).toList(),
            returns.map(Signature::raw),
            cResult);
    return raw.equals(this) ? Optional.empty() : Optional.of(raw);
  }

  private static ParameterType raw(ParameterType type) {
    return type.isEnum() ? new ByValue(ScalarType.holding(((ByValue) type).type())) : type;
  }

  /** Returns the parameter of a name that is known to be there. */
  public Parameter parameter(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }
}
