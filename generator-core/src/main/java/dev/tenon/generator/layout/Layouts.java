// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.Filler;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The layout of every struct and union of a schema: the only place that computes an offset.
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

  /** Bytes and alignment of what counts the elements of a list. */
  private static final int COUNT_BYTES = ScalarType.U32.bytes();

  private final Map<String, StructLayoutPlan> plans = new HashMap<>();

  private final Evolution evolution;

  private Layouts(Schema schema) {
    evolution = Evolution.of(schema);
  }

  public static Layouts of(Schema schema) {
    Layouts layouts = new Layouts(schema);
    schema.composites().forEach(layouts::plan);
    return layouts;
  }

  /** Members added to the structs of the schema in later versions. */
  public Evolution evolution() {
    return evolution;
  }

  /** Returns the layout of a struct or union of this schema, or of one that it imports. */
  public StructLayoutPlan plan(Composite composite) {
    StructLayoutPlan known = plans.get(composite.name());
    if (known == null) {
      known =
          composite instanceof StructType struct ? struct(struct) : union((UnionType) composite);
      plans.put(composite.name(), known);
    }
    return known;
  }

  public QueuePlan plan(MessageSection queue) {
    long alignment = 1;
    long size = 0;
    for (StructType message : queue.messages()) {
      alignment = Math.max(alignment, plan(message).alignment());
      size = Math.max(size, plan(message).size());
    }
    return new QueuePlan(queue, alignment, size);
  }

  /** Returns the layout facts of a section. */
  public SectionPlan section(Section section) {
    return section(section, struct -> true, struct -> plan(struct).at(Integer.MAX_VALUE));
  }

  /**
   * Returns the layout facts that a section had at an earlier version.
   *
   * @param isThere whether a struct was there at that version
   * @param sizeOf size that it had
   */
  public SectionPlan section(
      Section section, Predicate<StructType> isThere, Function<StructType, Version> sizeOf) {
    return section.match(new SectionPlans(this, isThere, sizeOf));
  }

  /** Bytes that a value of the type occupies; of a list its elements, without the count. */
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
    } else if (type instanceof ListType list) {
      return size(list.room());
    } else if (type instanceof SemanticType semantic) {
      return size(semantic.storage());
    }
    return plan((Composite) type).size();
  }

  /** Alignment of the type in bytes; of a list that of its elements. */
  public long alignment(Type type) {
    if (type instanceof ArrayType array) {
      return alignment(array.element());
    } else if (type instanceof ListType list) {
      return alignment(list.element());
    } else if (type instanceof SemanticType semantic) {
      return alignment(semantic.storage());
    } else if (type instanceof StringType) {
      return 1;
    } else if (type instanceof Composite composite) {
      return plan(composite).alignment();
    }
    return size(type);
  }

  private StructLayoutPlan struct(StructType struct) {
    if (struct.extern().isPresent()) {
      return new ForeignLayout(this, struct, struct.extern().get()).plan();
    }
    StructBuilder builder = new StructBuilder(struct);
    for (int i = 0; i < struct.fields().size(); i++) {
      builder.reserve(i);
      builder.add(struct.fields().get(i));
    }
    builder.reserve(struct.fields().size());
    return builder.finish();
  }

  private StructLayoutPlan union(UnionType union) {
    List<Member> members = new ArrayList<>();
    long size = 0;
    long alignment = 1;
    for (Field arm : union.arms()) {
      long armAlignment = alignment(arm.type());
      members.add(new FieldMember(arm, 0, size(arm.type()), armAlignment));
      size = Math.max(size, size(arm.type()));
      alignment = Math.max(alignment, armAlignment);
    }
    size = alignUp(size, alignment);
    return new StructLayoutPlan(
        union, size, alignment, alignment, members, List.of(new Version(1, size, alignment, size)));
  }

  /** Puts one member behind the other. */
  private final class StructBuilder {

    private final StructType struct;
    private final Set<String> names;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Integer> reservedSince = new HashMap<>();
    private long offset;
    private long natural = 1;
    private long alignment;

    StructBuilder(StructType struct) {
      this.struct = struct;
      this.names =
          Stream.concat(struct.fields().stream(), struct.reserved().stream())
              .map(Declaration::name)
              .collect(Collectors.toSet());
      this.alignment = struct.alignment().orElse(1);
    }

    void add(Field field) {
      long typeAlignment = Layouts.this.alignment(field.type());
      long wanted = field.alignment().orElse(1);
      if (field.type() instanceof ListType) {
        // The author's alignment is that of the list, which begins with its count.
        long countAlignment = Math.max(COUNT_BYTES, wanted);
        align(COUNT_BYTES, countAlignment);
        members.add(new CountMember(field, offset, COUNT_BYTES, countAlignment));
        offset = Layouts.add(offset, COUNT_BYTES);
        wanted = 1;
      }
      long fieldAlignment = Math.max(typeAlignment, wanted);
      align(typeAlignment, fieldAlignment);
      long size = size(field.type());
      members.add(new FieldMember(field, offset, size, fieldAlignment));
      offset = Layouts.add(offset, size);
    }

    private void align(long typeAlignment, long memberAlignment) {
      natural = Math.max(natural, typeAlignment);
      alignment = Math.max(alignment, memberAlignment);
      pad(alignUp(offset, memberAlignment));
    }

    /** Adds the bytes that the author reserved before the field of this index. */
    void reserve(int index) {
      for (ReservedBytes reserved : struct.reserved()) {
        if (reserved.before() == index) {
          members.add(
              new PaddingMember(reserved.name(), offset, reserved.bytes(), Filler.RESERVED));
          reservedSince.put(reserved.name(), reserved.since());
          offset = Layouts.add(offset, reserved.bytes());
        }
      }
    }

    private void pad(long to) {
      if (to > offset) {
        String name = "padding_" + offset;
        while (names.contains(name)) {
          name += "_";
        }
        members.add(new PaddingMember(name, offset, to - offset, Filler.PADDING));
        offset = to;
      }
    }

    StructLayoutPlan finish() {
      alignment = Math.max(alignment, natural);
      pad(alignUp(offset, alignment));
      return new StructLayoutPlan(struct, offset, alignment, natural, members, history());
    }

    private List<Version> history() {
      TreeSet<Integer> versions = new TreeSet<>();
      int first = Math.max(1, struct.since());
      versions.add(first);
      struct.fields().forEach(field -> versions.add(Math.max(first, field.since())));
      struct.reservations().forEach(since -> versions.add(Math.max(first, since)));
      return versions.stream().map(this::at).toList();
    }

    /** Returns size and alignment at a version, without later members. */
    private Version at(int version) {
      long end = 0;
      long alignmentThen = struct.alignment().orElse(1);
      FieldMember last = null;
      int before = 1;
      for (Member member : members) {
        if (member instanceof PaddingMember padding) {
          if (padding.reserved()) {
            before = reservedSince.get(padding.name());
            // What was not reserved yet is padding, if it was there at all.
            end = before <= version ? Math.max(end, member.offset() + member.size()) : end;
          }
          continue;
        }
        Field field = field(member);
        // Bytes are reserved as long as what stands before them is there, unless they say else.
        before = field.inReserved() ? field.reservedSince().orElse(before) : field.since();
        if (before <= version) {
          end = Math.max(end, Layouts.add(member.offset(), member.size()));
          alignmentThen = Math.max(alignmentThen, alignment(member));
          last = member instanceof FieldMember found && field.since() <= version ? found : last;
        }
      }
      long size = alignUp(end, alignmentThen);
      boolean endsWithList =
          last != null
              && last.field().type() instanceof ListType
              && last.offset() + last.size() == end;
      return new Version(version, size, alignmentThen, endsWithList ? last.offset() : size);
    }

    private static Field field(Member member) {
      return member instanceof CountMember count ? count.field() : ((FieldMember) member).field();
    }

    private static long alignment(Member member) {
      return member instanceof CountMember count
          ? count.alignment()
          : ((FieldMember) member).alignment();
    }
  }

  /** Rounds up to a multiple of a power of two. */
  public static long alignUp(long value, long alignment) {
    return add(value, alignment - 1) & -alignment;
  }

  static long add(long a, long b) {
    return Math.min(MAX_SIZE, a + b);
  }

  private static long multiply(long a, long b) {
    return b != 0 && a > MAX_SIZE / b ? MAX_SIZE : a * b;
  }
}
