// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.schema.Field;

/** What lies at an offset of a struct: a field, or padding. Members leave no byte out. */
public sealed interface Member {

  /** Bytes from the start of the struct. */
  long offset();

  /** Bytes. */
  long size();

  /**
   * A field.
   *
   * @param alignment the alignment it has here, the author's {@code align} included
   */
  record FieldMember(Field field, long offset, long size, long alignment) implements Member {}

  /**
   * Bytes that no field uses.
   *
   * @param name a name that no field of the struct has
   */
  record PaddingMember(String name, long offset, long size) implements Member {}
}
