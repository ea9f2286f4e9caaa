// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;

/** Signatures of what a generated struct or union has for a field. Overloads may share a name. */
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
  private final Field field;
  private final String name;
  private final String indices;

  private JavaMembers(Field field) {
    this.field = field;
    this.name = JavaNames.member(field);
    int dimensions = field.type() instanceof ArrayType array ? array.dimensions().size() : 0;
    this.indices = "int, ".repeat(field.type() instanceof ListType ? 1 : dimensions);
  }

  /** The methods of a field, but for its bits. */
  static List<String> of(Field field) {
    JavaMembers members = new JavaMembers(field);
    members.value(field.valueType());
    if (field.type() instanceof ArrayType array) {
      members.array(array);
    } else if (field.type() instanceof ListType list) {
      members.list(list);
    }
    return members.signatures;
  }

  /** The methods of an arm of a union with a tag. */
  static List<String> ofArm(Field arm) {
    List<String> members = new ArrayList<>(of(arm));
    if (arm.type() instanceof ArrayType || arm.type() instanceof Composite) {
      members.add(JavaNames.select(arm) + "()");
    }
    if (arm.type() instanceof Composite composite) {
      members.add("%s(%s)".formatted(JavaNames.select(arm), JavaNames.type(composite)));
    }
    return members;
  }

  /** The methods of some bits of a field. */
  static List<String> of(Field field, BitRange range) {
    JavaMembers members = new JavaMembers(field);
    String name = JavaNames.range(field, range);
    String number = field.type() instanceof ScalarType unit ? primitive(unit) : "";
    if (range.enumeration().isPresent()) {
      members.pair(name, JavaNames.type(range.enumeration().get()));
      members.pair(name + "Raw", number);
    } else {
      members.pair(name, range.single() ? "boolean" : number);
    }
    return members.signatures;
  }

  /** What a union with a tag has for itself, as far as an arm could have it, too. */
  static List<String> ownOfTagged(EnumType tag) {
    List<String> own = new ArrayList<>(OBJECT);
    String type = JavaNames.type(tag);
    own.addAll(List.of("asSegment()", "toValue()", "tag()", "tagRaw()", "require(" + type + ")"));
    own.addAll(List.of("select(int, " + type + ")", "select(long, " + type + ")"));
    return own;
  }

  /** The constants of a field. */
  static List<String> constants(Field field) {
    return field.type() instanceof ListType
        ? List.of(JavaNames.offset(field), JavaNames.countOffset(field))
        : List.of(JavaNames.offset(field));
  }

  private void array(ArrayType array) {
    add(name);
    if (array.element() == ScalarType.U8 || array.element() == ScalarType.I8) {
      add(name, "byte[]");
      add(name, "MemorySegment");
    }
  }

  private void list(ListType list) {
    String append = JavaNames.add(field);
    add(name);
    add(JavaNames.count(field));
    add(JavaNames.clear(field));
    add(JavaNames.position(field), "int");
    if (list.element() instanceof Composite composite) {
      add(append);
      add(append, JavaNames.type(composite));
    } else {
      add(append, java(list.element()));
      if (hasMeaning(list.element())) {
        add(append + "Raw", stored(list.element()));
      }
    }
  }

  private void value(Type type) {
    pair(name, java(type));
    String raw = hasMeaning(type) ? "Raw" : "";
    if (hasMeaning(type)) {
      pair(name + raw, stored(type));
    } else if (type instanceof SemanticType) {
      add(name + "Raw", elementIndices());
    }
    // Whatever else is said to be atomic is a mistake of its own.
    if (field.atomic() && (type instanceof ScalarType || hasMeaning(type))) {
      atomic(ScalarType.holding(type), raw);
    }
  }

  /** Whether what is stored is a number that stands for something else. */
  private static boolean hasMeaning(Type type) {
    return type instanceof EnumType
        || type instanceof SemanticType semantic && semantic.isInteger();
  }

  private void atomic(ScalarType type, String suffix) {
    String java = primitive(type);
    String capitalized = JavaNames.capitalized(field) + suffix;
    pair(name + suffix + "Plain", java);
    if (type.isInteger() && type.bytes() >= 4) {
      add("compareAndSet" + capitalized, java + ", " + java);
      add("getAndAdd" + capitalized, java);
      add("getAndSet" + capitalized, java);
    }
  }

  /** The getter and the setter. */
  private void pair(String name, String type) {
    add(name, elementIndices());
    add(name, indices + type);
  }

  private String elementIndices() {
    return indices.replaceFirst(", $", "");
  }

  private void add(String name, String... parameters) {
    signatures.add(name + "(" + String.join(", ", parameters) + ")");
  }

  private static String java(Type type) {
    if (type instanceof Composite composite) {
      return JavaNames.type(composite);
    } else if (type instanceof StringType) {
      return "String";
    } else if (type instanceof EnumType named) {
      return JavaNames.type(named);
    } else if (type instanceof SemanticType semantic) {
      return switch (semantic.kind()) {
        case TIMESTAMP_NS -> "Instant";
        case DURATION_NS -> "Duration";
        case DECIMAL -> "BigDecimal";
        case UUID -> "UUID";
        case IPV4 -> "Inet4Address";
        case IPV6 -> "Inet6Address";
      };
    }
    return stored(type);
  }

  private static String stored(Type type) {
    return primitive(ScalarType.holding(type));
  }

  /** The Java type that holds every value: unsigned types widen. */
  static String primitive(ScalarType type) {
    return JavaScalar.of(type).value().toString();
  }
}
