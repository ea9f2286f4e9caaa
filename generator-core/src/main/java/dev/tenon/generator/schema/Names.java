// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.Optional;

/**
 * How a declaration is called: its name in the schema and what the author overrides.
 *
 * @param schema the name as spelled in the schema
 * @param java the value of {@code java_name}, taken as it is
 * @param c the value of {@code c_name}, taken as it is
 */
public record Names(String schema, Optional<String> java, Optional<String> c) {

  public static Names of(String schema) {
    return new Names(schema, Optional.empty(), Optional.empty());
  }
}
