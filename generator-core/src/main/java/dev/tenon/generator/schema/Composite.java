// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.List;

/** A type with named parts that lie in it at fixed offsets. */
public sealed interface Composite extends Type, Declaration permits StructType, UnionType {

  /** The fields of a struct, the arms of a union. */
  List<Field> fields();

  @Override
  default String spelling() {
    return name();
  }
}
