// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import java.util.List;

/** Types as C spells them. */
record CTypes(Schema schema) {

  /** The type before the name of a member. */
  String base(Type type) {
    Type value = type.innermost();
    if (value instanceof StringType) {
      return "char";
    } else if (value instanceof ScalarType scalar) {
      return scalar(scalar);
    } else if (value instanceof SemanticType semantic) {
      return base(semantic.storage());
    } else if (value instanceof EnumType named && named.declared().isPresent()) {
      return scalar(named.storage());
    }
    return CNames.type(schema, (Declaration) value);
  }

  /** The type before the name of the member of a field: what is stored there. */
  String stored(Field field) {
    return field.bigEndian()
        ? "uint" + ScalarType.holding(field.valueType()).bytes() * 8 + "_t"
        : base(field.type());
  }

  /** Returns the array extents behind the name of a member: {@code [10][16]}. */
  String extents(Type type) {
    if (type instanceof ArrayType array) {
      return "[" + array.length() + "]" + extents(array.element());
    } else if (type instanceof ListType list) {
      return extents(list.room());
    } else if (type instanceof SemanticType semantic) {
      return extents(semantic.storage());
    } else if (type instanceof StringType string) {
      return "[" + string.capacity() + "]";
    }
    return "";
  }

  /** Whether a value of the type is one number; C hands that over by value. */
  static boolean isWord(Type type) {
    return type instanceof ScalarType
        || type instanceof EnumType
        || type instanceof FlagsType
        || (type instanceof SemanticType semantic && semantic.isInteger());
  }

  /** A type that is handed over by value: nobody else can store into that copy. */
  String value(Type type) {
    return type == ScalarType.BOOL ? "bool" : base(type);
  }

  /** Declares the parameters. */
  List<String> parameters(Invocable owner) {
    return owner.signature().parameters().stream()
        .map(parameter -> parameter(parameter.type(), CNames.parameter(owner, parameter)))
        .toList();
  }

  /** Declares a parameter. */
  String parameter(ParameterType type, String name) {
    String result = result(type);
    return result + (result.endsWith("*") ? "" : " ") + name;
  }

  /** The type of a parameter or a result. */
  String result(ParameterType type) {
    if (type instanceof ByValue value) {
      return value(value.type());
    } else if (type instanceof Text) {
      return "const char *";
    } else if (type instanceof StructPointer pointer) {
      return pointer(pointer.constant(), base(pointer.struct()));
    } else if (type instanceof ArrayPointer array) {
      return pointer(array.constant(), base(array.element()));
    } else if (type instanceof CallbackPointer callback) {
      return pointer(true, CNames.type(schema, callback.callback()));
    } else if (type instanceof HandlePointer handle) {
      return pointer(false, CNames.type(schema, handle.handle()));
    }
    return "void *";
  }

  private static String pointer(boolean constant, String type) {
    return (constant ? "const " : "") + type + " *";
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
