// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.testing.Flyweight;
import java.util.ArrayList;
import java.util.List;

/** Goes through a struct by its generated accessors, in the order in which the C program does. */
final class JavaSide {

  private final Pattern pattern;
  private final boolean fill;
  private final List<String> mistakes;

  private JavaSide(Pattern pattern, boolean fill, List<String> mistakes) {
    this.pattern = pattern;
    this.fill = fill;
    this.mistakes = mistakes;
  }

  /** Writes the pattern. */
  static void fill(Flyweight flyweight, StructType struct, long seed) {
    new JavaSide(new Pattern(seed), true, new ArrayList<>()).struct(flyweight, struct);
  }

  /** Returns what does not read as the pattern says. */
  static List<String> check(Flyweight flyweight, StructType struct, long seed) {
    JavaSide side = new JavaSide(new Pattern(seed), false, new ArrayList<>());
    side.struct(flyweight, struct);
    return side.mistakes;
  }

  private void struct(Flyweight flyweight, StructType struct) {
    for (Field field : struct.fields()) {
      value(flyweight, struct, field, field.type(), List.of());
    }
  }

  private void value(
      Flyweight flyweight, StructType owner, Field field, Type type, List<Object> indices) {
    String name = JavaNames.member(field);
    if (type instanceof ArrayType array) {
      for (int i = 0; i < array.length(); i++) {
        List<Object> inner = new ArrayList<>(indices);
        inner.add(i);
        value(flyweight, owner, field, array.element(), inner);
      }
    } else if (type instanceof StructType struct) {
      struct(flyweight.at(name, indices.toArray()), struct);
    } else {
      String accessor = type instanceof EnumType ? name + "Raw" : name;
      leaf(flyweight, owner.name() + "." + field.name(), accessor, draw(type), indices);
    }
  }

  private void leaf(
      Flyweight flyweight, String label, String accessor, Object value, List<Object> indices) {
    if (fill) {
      List<Object> arguments = new ArrayList<>(indices);
      arguments.add(value);
      flyweight.call(accessor, arguments.toArray());
    } else {
      Object found = flyweight.call(accessor, indices.toArray());
      if (!value.equals(found)) {
        mistakes.add("%s%s: expected %s, found %s".formatted(label, indices, value, found));
      }
    }
  }

  private Object draw(Type type) {
    if (type instanceof StringType string) {
      return pattern.nextText(string.maxBytes());
    } else if (type instanceof EnumType named) {
      return draw(named.storage());
    } else if (type instanceof FlagsType flags) {
      return draw(flags.storage());
    }
    return switch ((ScalarType) type) {
      case U8 -> (int) (pattern.next() & 0xFF);
      case I8 -> (byte) pattern.next();
      case U16 -> (int) (pattern.next() & 0xFFFF);
      case I16 -> (short) pattern.next();
      case U32 -> pattern.next() & 0xFFFF_FFFFL;
      case I32 -> (int) pattern.next();
      case U64, I64 -> pattern.next();
      case F32 -> pattern.nextF32();
      case F64 -> pattern.nextF64();
      case BOOL -> (pattern.next() & 1) != 0;
      case CHAR -> (char) (pattern.next() & 0xFF);
    };
  }
}
