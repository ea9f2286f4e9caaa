// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;

/** What a getter says of its field: the author's words, the unit, and what the type implies. */
final class FieldJavadoc {

  private FieldJavadoc() {}

  static String of(JavaTypes types, Field field) {
    return JavadocText.sentences(
        JavadocText.of(field.doc()),
        field.unit().isEmpty() ? "" : "Unit: " + JavadocText.escape(field.unit()),
        ofType(types, field),
        field.atomic() ? "Atomic: acquire and release order" : "");
  }

  private static String ofType(JavaTypes types, Field field) {
    Type type = field.type() instanceof ArrayType array ? array.innermost() : field.type();
    if (type instanceof EnumType named) {
      return "Unknown numbers: {@link #" + JavaNames.member(field) + "Raw}";
    } else if (type instanceof FlagsType flags) {
      return "Masks: {@link " + types.named(flags).simpleName() + "}";
    } else if (type instanceof StringType string) {
      return "At most " + string.maxBytes() + " bytes of UTF-8";
    } else if (type instanceof ScalarType scalar) {
      return ofScalar(scalar);
    }
    return "";
  }

  private static String ofScalar(ScalarType type) {
    return switch (type) {
      case U8, U16, U32 -> "0 to " + type.max();
      case U64 -> "Unsigned 64 bits";
      case CHAR -> "A byte, as U+0000 to U+00FF";
      default -> "";
    };
  }
}
