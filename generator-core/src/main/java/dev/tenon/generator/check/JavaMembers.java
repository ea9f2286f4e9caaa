// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;

/** Signatures of what a generated struct has for a field. Overloads may share a name. */
final class JavaMembers {

  /** What every object has and no class may declare otherwise. */
  static final List<String> OBJECT =
      List.of(
          "getClass()",
          "hashCode()",
          "clone()",
          "finalize()",
          "notify()",
          "notifyAll()",
          "wait()",
          "wait(long)",
          "toString()");

  /** What every struct has for itself, as far as a field could have it, too. */
  static final List<String> OWN;

  /** What a struct has in addition whose fields did not all come at once. */
  static final List<String> EVOLVING = List.of("contractVersion()", "bytes(int)");

  static {
    List<String> own = new ArrayList<>(OBJECT);
    own.addAll(List.of("asSegment()", "backing()", "backingOffset()", "toValue()"));
    OWN = List.copyOf(own);
  }

  private final List<String> signatures = new ArrayList<>();
  private final String indices;

  private JavaMembers(int dimensions) {
    indices = "int, ".repeat(dimensions);
  }

  static List<String> of(Field field) {
    String name = JavaNames.member(field);
    int dimensions = field.type() instanceof ArrayType array ? array.dimensions().size() : 0;
    JavaMembers members = new JavaMembers(dimensions);
    if (field.type() instanceof ArrayType array) {
      members.value(field, name, array.innermost());
      members.add(name);
      if (array.element() == ScalarType.U8 || array.element() == ScalarType.I8) {
        members.add(name, "byte[]");
        members.add(name, "MemorySegment");
      }
    } else {
      members.value(field, name, field.type());
    }
    return members.signatures;
  }

  private void value(Field field, String name, Type type) {
    if (type instanceof ListType list) {
      value(field, name, list.element());
      return;
    } else if (type instanceof SemanticType || type instanceof UnionType) {
      pair(name, "?");
      return;
    }
    if (type instanceof StructType struct) {
      pair(name, JavaNames.type(struct));
    } else if (type instanceof StringType) {
      pair(name, "String");
    } else if (type instanceof EnumType named) {
      pair(name, JavaNames.type(named));
      pair(name + "Raw", primitive(named.storage()));
    } else {
      ScalarType scalar = type instanceof FlagsType flags ? flags.storage() : (ScalarType) type;
      pair(name, primitive(scalar));
      if (field.atomic()) {
        atomic(field, name, scalar);
      }
    }
  }

  private void atomic(Field field, String name, ScalarType type) {
    String java = primitive(type);
    String capitalized = JavaNames.capitalized(field);
    pair(name + "Plain", java);
    if (type.isInteger() && type.bytes() >= 4) {
      add("compareAndSet" + capitalized, java + ", " + java);
      add("getAndAdd" + capitalized, java);
      add("getAndSet" + capitalized, java);
    }
  }

  /** The getter and the setter. */
  private void pair(String name, String type) {
    signatures.add(name + "(" + indices.replaceFirst(", $", "") + ")");
    signatures.add(name + "(" + indices + type + ")");
  }

  private void add(String name, String... parameters) {
    signatures.add(name + "(" + String.join(", ", parameters) + ")");
  }

  /** The Java type that holds every value: unsigned types widen. */
  static String primitive(ScalarType type) {
    return switch (type) {
      case U8, U16, I32 -> "int";
      case U32, U64, I64 -> "long";
      case I8 -> "byte";
      case I16 -> "short";
      case F32 -> "float";
      case F64 -> "double";
      case BOOL -> "boolean";
      case CHAR -> "char";
    };
  }
}
