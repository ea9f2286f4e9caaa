// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * An event: bits that any program sets and any program waits for.
 *
 * @param manual whether bits stay set until they are reset; otherwise a wait takes them
 * @param bits names of its bits; an event without them has one
 */
public record EventSection(
    Names names, boolean manual, Optional<FlagsType> bits, String doc, Span span)
    implements SyncSection {

  /** {@code auto} or {@code manual}, as in the schema. */
  public String mode() {
    return manual ? "manual" : "auto";
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.event(this);
  }

  @Override
  public Kind kind() {
    return Kind.EVENT;
  }

  @Override
  public List<FlagsType> types() {
    return bits.stream().toList();
  }

  @Override
  public String typeKey() {
    return "bits";
  }
}
