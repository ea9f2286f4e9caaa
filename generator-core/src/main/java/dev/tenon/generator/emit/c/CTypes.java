// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;

/** Types as C spells them. */
record CTypes(Schema schema) {

  /** The type before the name of a member. */
  String base(Type type) {
    if (type instanceof ArrayType array) {
      return base(array.innermost());
    } else if (type instanceof StringType) {
      return "char";
    } else if (type instanceof ScalarType scalar) {
      return scalar(scalar);
    }
    return CNames.type(schema, (Declaration) type);
  }

  /** What stands behind the name of a member: {@code [10][16]}. */
  String extents(Type type) {
    if (type instanceof ArrayType array) {
      return "[" + array.length() + "]" + extents(array.element());
    } else if (type instanceof StringType string) {
      return "[" + string.capacity() + "]";
    }
    return "";
  }

  // A bool is a byte: loading anything but 0 and 1 from a _Bool, as a hostile peer may store it,
  // would be undefined.
  static String scalar(ScalarType type) {
    return switch (type) {
      case U8, BOOL -> "uint8_t";
      case I8 -> "int8_t";
      case U16 -> "uint16_t";
      case I16 -> "int16_t";
      case U32 -> "uint32_t";
      case I32 -> "int32_t";
      case U64 -> "uint64_t";
      case I64 -> "int64_t";
      case F32 -> "float";
      case F64 -> "double";
      case CHAR -> "char";
    };
  }
}
