// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.Optional;

/**
 * Something that a C header has, which the schema only tells of.
 *
 * @param header what is included, such as {@code fcntl.h}
 * @param c the name that it has there, where the author gives one
 */
public record ForeignName(String header, Optional<String> c) {

  /**
   * Returns the name in the header of a value: the one that is given for it, or its {@code c_name},
   * or its name in the schema.
   */
  public String of(Declaration value) {
    return c.or(() -> value.names().c()).orElse(value.name());
  }
}
