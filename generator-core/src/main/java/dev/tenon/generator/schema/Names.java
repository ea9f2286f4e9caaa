// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.Optional;

/**
 * Names and lifetime of a declaration: its name in the schema and what the author adds to every
 * kind of declaration.
 *
 * @param schema the name as spelled in the schema
 * @param java the value of {@code java_name}, taken as it is
 * @param c the value of {@code c_name}, taken as it is
 * @param since the contract version that brought it, 1 unless the author says otherwise
 * @param deprecated why it should no longer be used
 * @param foreign the header that has what is named, and its name there
 * @param yields what stands behind the name in generated code because another one was there first
 */
public record Names(
    String schema,
    Optional<String> java,
    Optional<String> c,
    int since,
    Optional<String> deprecated,
    Optional<ForeignName> foreign,
    Yields yields) {

  public Names(
      String schema,
      Optional<String> java,
      Optional<String> c,
      int since,
      Optional<String> deprecated) {
    this(schema, java, c, since, deprecated, Optional.empty(), new Yields());
  }

  /** The same of something that a foreign header has. */
  public Names in(Optional<ForeignName> header) {
    return new Names(schema, java, c, since, deprecated, header, yields);
  }

  public static Names of(String schema) {
    return new Names(schema, Optional.empty(), Optional.empty(), 1, Optional.empty());
  }
}
