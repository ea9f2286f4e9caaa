// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/** What a field can hold. */
public sealed interface Type
    permits ScalarType, EnumType, FlagsType, StructType, ArrayType, StringType {

  /** The type as an author spells it, with constants replaced by their numbers. */
  String spelling();
}
