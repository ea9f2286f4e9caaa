// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * Arms that share the same bytes.
 *
 * @param tag the enum whose value tells which arm is there; without one nobody knows
 * @param arms at least one, at offset 0; with a tag each is called after a value of it
 */
public record UnionType(
    Names names, Optional<EnumType> tag, List<Field> arms, String doc, Span span)
    implements Composite {

  public UnionType {
    arms = List.copyOf(arms);
  }

  @Override
  public List<Field> fields() {
    return arms;
  }

  /** Returns the value of the tag that says that an arm is there. */
  public EnumValue tagOf(Field arm) {
    return tag.orElseThrow().values().stream()
        .filter(value -> value.name().equals(arm.name()))
        .findFirst()
        .orElseThrow();
  }
}
