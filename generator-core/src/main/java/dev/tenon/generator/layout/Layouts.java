// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section.QueueSection;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The layout of every struct of a schema: the only place that computes an offset.
 *
 * <p>Declared order is memory order. A scalar aligns to its size, an array to its element, a struct
 * to its most aligned field; {@code align} only raises that. These are the rules of every common C
 * ABI but i386, where the emitter adds alignment specifiers.
 *
 * <p>Sizes saturate at {@link #MAX_SIZE} instead of overflowing, so that a check can report a
 * struct that no machine can hold.
 */
public final class Layouts {

  /** Larger than any size that a schema may have. */
  public static final long MAX_SIZE = 1L << 60;

  private final Map<String, StructLayoutPlan> plans = new HashMap<>();

  private Layouts() {}

  public static Layouts of(Schema schema) {
    Layouts layouts = new Layouts();
    schema.structs().forEach(layouts::plan);
    return layouts;
  }

  /** Returns the layout of a struct of this schema. */
  public StructLayoutPlan plan(StructType struct) {
    StructLayoutPlan known = plans.get(struct.name());
    if (known == null) {
      known = compute(struct);
      plans.put(struct.name(), known);
    }
    return known;
  }

  public QueuePlan plan(QueueSection queue) {
    long alignment = 1;
    long size = 0;
    for (StructType message : queue.messages()) {
      alignment = Math.max(alignment, plan(message).alignment());
      size = Math.max(size, plan(message).size());
    }
    return new QueuePlan(queue, alignment, size);
  }

  /** Bytes that a value of the type occupies. */
  public long size(Type type) {
    if (type instanceof ScalarType scalar) {
      return scalar.bytes();
    } else if (type instanceof EnumType named) {
      return named.storage().bytes();
    } else if (type instanceof FlagsType flags) {
      return flags.storage().bytes();
    } else if (type instanceof StringType string) {
      return Math.min(MAX_SIZE, string.capacity());
    } else if (type instanceof ArrayType array) {
      return multiply(size(array.element()), array.length());
    }
    return plan((StructType) type).size();
  }

  /** Alignment of the type in bytes. */
  public long alignment(Type type) {
    if (type instanceof ArrayType array) {
      return alignment(array.element());
    } else if (type instanceof StringType) {
      return 1;
    } else if (type instanceof StructType struct) {
      return plan(struct).alignment();
    }
    return size(type);
  }

  private StructLayoutPlan compute(StructType struct) {
    Set<String> names = struct.fields().stream().map(Field::name).collect(Collectors.toSet());
    List<Member> members = new ArrayList<>();
    long offset = 0;
    long natural = 1;
    long alignment = struct.alignment().orElse(1);
    for (Field field : struct.fields()) {
      long typeAlignment = alignment(field.type());
      long fieldAlignment = Math.max(typeAlignment, field.alignment().orElse(1));
      natural = Math.max(natural, typeAlignment);
      alignment = Math.max(alignment, fieldAlignment);
      offset = pad(members, names, offset, alignUp(offset, fieldAlignment));
      long size = size(field.type());
      members.add(new FieldMember(field, offset, size, fieldAlignment));
      offset = add(offset, size);
    }
    alignment = Math.max(alignment, natural);
    long size = pad(members, names, offset, alignUp(offset, alignment));
    return new StructLayoutPlan(struct, size, alignment, natural, members);
  }

  private static long pad(List<Member> members, Set<String> names, long from, long to) {
    if (to > from) {
      String name = "padding_" + from;
      while (names.contains(name)) {
        name += "_";
      }
      members.add(new PaddingMember(name, from, to - from));
    }
    return to;
  }

  /** Rounds up to a multiple of a power of two. */
  public static long alignUp(long value, long alignment) {
    return add(value, alignment - 1) & -alignment;
  }

  private static long add(long a, long b) {
    return Math.min(MAX_SIZE, a + b);
  }

  private static long multiply(long a, long b) {
    return b != 0 && a > MAX_SIZE / b ? MAX_SIZE : a * b;
  }
}
