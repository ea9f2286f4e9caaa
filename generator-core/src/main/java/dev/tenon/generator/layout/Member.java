// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.schema.Field;

/**
 * Member at an offset of a struct: a field, the count of a list, or bytes without meaning. Members
 * of a struct leave no byte out; those of a union lie over one another.
 */
public sealed interface Member {

  /** Bytes from the start of the struct. */
  long offset();

  /** Bytes. */
  long size();

  /**
   * A field; of a bounded list the room for its elements.
   *
   * @param alignment the alignment it has here, the author's {@code align} included
   */
  record FieldMember(Field field, long offset, long size, long alignment) implements Member {}

  /**
   * Number of elements of a bounded list: a {@code u32} before the elements.
   *
   * @param field the list
   * @param alignment the alignment it has here, the author's {@code align} included
   */
  record CountMember(Field field, long offset, long size, long alignment) implements Member {}

  /**
   * Bytes that no field uses.
   *
   * @param name a name that no field of the struct has
   */
  record PaddingMember(String name, long offset, long size, Filler filler) implements Member {

    /** Whether the author put them there for later. */
    public boolean reserved() {
      return filler == Filler.RESERVED;
    }

    /** Whether they are bytes of a foreign struct that the author does not describe. */
    public boolean gap() {
      return filler == Filler.GAP;
    }
  }

  /** Origin of bytes that no field uses. */
  enum Filler {
    PADDING,
    RESERVED,
    GAP
  }
}
