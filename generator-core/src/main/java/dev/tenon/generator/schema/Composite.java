// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.List;

/** A type with named parts that lie in it at fixed offsets. */
public sealed interface Composite extends Type, Declaration permits StructType, UnionType {

  /** The fields of a struct, the arms of a union. */
  List<Field> fields();

  /** Returns the field that tells which arm of another field, a union with a tag, is there. */
  default Field tagBeside(Field union) {
    String tag = union.tag().orElseThrow();
    return fields().stream().filter(field -> field.name().equals(tag)).findFirst().orElseThrow();
  }

  @Override
  default String spelling() {
    return name();
  }
}
