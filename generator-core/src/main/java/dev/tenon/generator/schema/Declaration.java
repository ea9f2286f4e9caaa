// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.Optional;

/** Anything that an author named: it has names, a documentation text and a place in a file. */
public sealed interface Declaration
    permits Constant,
        EnumType,
        EnumValue,
        EnumAlias,
        FlagsType,
        FlagBit,
        FlagMask,
        Composite,
        Field,
        ReservedBytes,
        BitRange,
        HandleType,
        Invocable,
        Parameter,
        Region,
        Section {

  Names names();

  /** The author's text, empty when there is none; may have several lines. */
  String doc();

  /** Position of the name. */
  Span span();

  default String name() {
    return names().schema();
  }

  /** The contract version that brought it, at least 1. */
  default int since() {
    return names().since();
  }

  /** The header of somebody else that has it, and its name there. */
  default Optional<ForeignName> foreign() {
    return names().foreign();
  }

  /** Why it should no longer be used. */
  default Optional<String> deprecated() {
    return names().deprecated();
  }
}
