// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest value of a struct: one writer, any number of readers.
 *
 * @param deadline longest time in nanoseconds that should pass between two values
 */
public record LatestSection(
    Names names, StructType type, Optional<Long> deadline, String doc, Span span)
    implements Section {

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.latest(this);
  }

  @Override
  public Kind kind() {
    return Kind.LATEST;
  }

  @Override
  public List<StructType> types() {
    return List.of(type);
  }

  @Override
  public List<StructType> placed() {
    return List.of();
  }

  @Override
  public Map<String, String> notes() {
    return deadline.map(nanoseconds -> Map.of("deadline", nanoseconds + " ns")).orElse(Map.of());
  }
}
