// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/** Type of a field. */
public sealed interface Type
    permits ScalarType,
        EnumType,
        FlagsType,
        SemanticType,
        Composite,
        ArrayType,
        ListType,
        StringType {

  /** The type as an author spells it, with constants replaced by their numbers. */
  String spelling();

  /** The type of one value: what is left of an array or list when all of it is indexed. */
  default Type innermost() {
    return this;
  }
}
