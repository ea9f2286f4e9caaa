// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/** Anything that an author named: it has names, a documentation text and a place in a file. */
public sealed interface Declaration
    permits Constant,
        EnumType,
        EnumValue,
        FlagsType,
        FlagBit,
        StructType,
        Field,
        HandleType,
        Invocable,
        Parameter,
        Region,
        Section {

  Names names();

  /** The author's text, empty when there is none; may have several lines. */
  String doc();

  /** Where the name stands. */
  Span span();

  default String name() {
    return names().schema();
  }
}
