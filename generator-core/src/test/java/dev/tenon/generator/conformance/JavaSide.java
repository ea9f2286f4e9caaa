// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
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
import dev.tenon.generator.testing.Flyweight;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Goes through a struct by its generated accessors, in the order in which the C program does. */
final class JavaSide {

  private static final long NANOS = 1_000_000_000;

  private final Pattern pattern;
  private final boolean fill;
  private final List<String> errors;

  private JavaSide(Pattern pattern, boolean fill, List<String> errors) {
    this.pattern = pattern;
    this.fill = fill;
    this.errors = errors;
  }

  /** Writes the pattern. */
  static void fill(Flyweight flyweight, StructType struct, long seed) {
    new JavaSide(new Pattern(seed), true, new ArrayList<>()).struct(flyweight, struct);
  }

  /** Returns what does not read as the pattern says. */
  static List<String> check(Flyweight flyweight, StructType struct, long seed) {
    JavaSide side = new JavaSide(new Pattern(seed), false, new ArrayList<>());
    side.struct(flyweight, struct);
    return side.errors;
  }

  private void struct(Flyweight flyweight, StructType struct) {
    for (Field field : struct.fields()) {
      if (!Pattern.isTag(struct, field)) {
        field(flyweight, struct, field);
      }
    }
  }

  private void field(Flyweight flyweight, StructType struct, Field field) {
    if (field.type() instanceof ListType list) {
      list(flyweight, struct, field, list);
    } else if (field.tag().isPresent()) {
      tagged(flyweight.at(JavaNames.member(field)), (UnionType) field.type());
    } else if (!field.bits().isEmpty()) {
      bits(flyweight, struct, field);
    } else {
      value(flyweight, struct, field, field.type(), List.of());
    }
  }

  private void value(
      Flyweight flyweight, Composite owner, Field field, Type type, List<Object> indices) {
    String name = JavaNames.member(field);
    if (type instanceof ArrayType array) {
      for (int i = 0; i < array.length(); i++) {
        List<Object> inner = new ArrayList<>(indices);
        inner.add(i);
        value(flyweight, owner, field, array.element(), inner);
      }
    } else if (type instanceof StructType struct) {
      struct(flyweight.at(name, indices.toArray()), struct);
    } else if (type instanceof UnionType union) {
      Field arm = union.arms().get(pattern.index(union.arms().size()));
      value(flyweight.at(name, indices.toArray()), union, arm, arm.type(), List.of());
    } else {
      String accessor = type instanceof EnumType ? name + "Raw" : name;
      leaf(flyweight, label(owner, field), accessor, draw(type, field), indices);
    }
  }

  private void list(Flyweight flyweight, StructType owner, Field field, ListType list) {
    int count = pattern.index(list.capacity() + 1);
    if (!fill) {
      expect(label(owner, field) + " count", count, flyweight.call(JavaNames.count(field)));
    } else {
      flyweight.call(JavaNames.clear(field));
    }
    for (int i = 0; i < count; i++) {
      if (fill) {
        add(flyweight, field, list.element());
      } else {
        value(flyweight, owner, field, list.element(), List.of(i));
      }
    }
  }

  private void add(Flyweight flyweight, Field field, Type element) {
    String add = JavaNames.add(field);
    if (element instanceof StructType struct) {
      struct(flyweight.at(add), struct);
    } else {
      flyweight.call(element instanceof EnumType ? add + "Raw" : add, draw(element, field));
    }
  }

  private void tagged(Flyweight body, UnionType union) {
    Field arm = union.arms().get(pattern.index(union.arms().size()));
    String select = JavaNames.select(arm);
    if (arm.type() instanceof StructType struct) {
      struct(body.at(fill ? select : name(arm)), struct);
      return;
    }
    if (fill && arm.type() instanceof ArrayType) {
      body.call(select);
    }
    value(body, union, arm, arm.type(), List.of());
  }

  private void bits(Flyweight flyweight, StructType owner, Field field) {
    for (BitRange range : field.bits()) {
      long bits = pattern.next() & range.max().longValue();
      ScalarType unit = (ScalarType) field.type();
      Object value = unit.bytes() <= 2 ? (Object) (int) bits : (Object) bits;
      if (range.single()) {
        value = bits != 0;
      }
      String name = JavaNames.range(field, range);
      leaf(
          flyweight,
          label(owner, field) + "." + range.name(),
          range.enumeration().isPresent() ? name + "Raw" : name,
          value,
          List.of());
    }
  }

  private void leaf(
      Flyweight flyweight, String label, String accessor, Object value, List<Object> indices) {
    if (fill) {
      List<Object> arguments = new ArrayList<>(indices);
      arguments.add(value);
      flyweight.call(accessor, arguments.toArray());
    } else {
      expect(label + indices, value, flyweight.call(accessor, indices.toArray()));
    }
  }

  private void expect(String label, Object value, Object found) {
    if (!value.equals(found)) {
      errors.add("%s: expected %s, found %s".formatted(label, value, found));
    }
  }

  private static String name(Field field) {
    return JavaNames.member(field);
  }

  private static String label(Composite owner, Field field) {
    return owner.name() + "." + field.name();
  }

  private Object draw(Type type, Field field) {
    if (type instanceof StringType string) {
      return pattern.nextText(string.maxBytes());
    } else if (type instanceof EnumType named) {
      return draw(named.storage());
    } else if (type instanceof FlagsType flags) {
      return draw(flags.storage());
    } else if (type instanceof SemanticType semantic) {
      return meaning(semantic);
    }
    ScalarType scalar = (ScalarType) type;
    if (field.limits().isEmpty()) {
      return draw(scalar);
    } else if (scalar.isInteger()) {
      return ofBits(scalar, Pattern.lowest(field).longValue() + pattern.index(Pattern.span(field)));
    }
    double value = ((Number) draw(scalar)).doubleValue();
    double within =
        Math.min(Math.max(value, Pattern.lowestReal(field)), Pattern.highestReal(field));
    return scalar == ScalarType.F32 ? (Object) (float) within : (Object) within;
  }

  private Object meaning(SemanticType type) {
    return switch (type.kind()) {
      case TIMESTAMP_NS -> {
        long nanos = pattern.next();
        yield Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
      }
      case DURATION_NS -> Duration.ofNanos(pattern.next());
      case DECIMAL -> new BigDecimal(BigInteger.valueOf(pattern.next()), -type.exponent());
      case UUID -> new UUID(pattern.next(), pattern.next());
      case IPV4 -> address(ByteBuffer.allocate(4).putInt((int) pattern.next()));
      case IPV6 -> address(ByteBuffer.allocate(16).putLong(pattern.next()).putLong(pattern.next()));
    };
  }

  private static InetAddress address(ByteBuffer bytes) {
    try {
      return bytes.capacity() == 4
          ? (Inet4Address) InetAddress.getByAddress(bytes.array())
          : Inet6Address.getByAddress(null, bytes.array(), -1);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private Object draw(ScalarType type) {
    return switch (type) {
      case F32 -> pattern.nextF32();
      case F64 -> pattern.nextF64();
      default -> ofBits(type, pattern.next());
    };
  }

  private static Object ofBits(ScalarType type, long bits) {
    return switch (type) {
      case U8 -> (int) (bits & 0xFF);
      case I8 -> (byte) bits;
      case U16 -> (int) (bits & 0xFFFF);
      case I16 -> (short) bits;
      case U32 -> bits & 0xFFFF_FFFFL;
      case I32 -> (int) bits;
      case U64, I64 -> bits;
      case BOOL -> (bits & 1) != 0;
      case CHAR -> (char) (bits & 0xFF);
      case F32, F64 -> throw new IllegalArgumentException(type + " is drawn otherwise");
    };
  }
}
