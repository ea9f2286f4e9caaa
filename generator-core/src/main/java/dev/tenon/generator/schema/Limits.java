// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.Optional;

/**
 * The values that a number may have.
 *
 * @param min the smallest, included
 * @param max the largest, included
 */
public record Limits(Optional<Literal> min, Optional<Literal> max) {

  /** Whatever its type holds. */
  public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

  public boolean isEmpty() {
    return min.isEmpty() && max.isEmpty();
  }
}
