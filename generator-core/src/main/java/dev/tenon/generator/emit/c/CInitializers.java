// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Values as C spells them where a type is to be initialised. Braces are complete and members are in
 * order, because C++ before 20 knows no designators.
 */
final class CInitializers {

  private static final long WRITTEN_OUT = 4;

  private final Schema schema;
  private final Layouts layouts;
  private final BigEndian order;
  private final SortedSet<Long> repeats = new TreeSet<>();
  private final Map<String, MacroView> zeros = new LinkedHashMap<>();

  // By name: a struct may be reached on very many ways, and its fields are part of its hash code.
  private final Map<String, Boolean> defaults = new HashMap<>();

  CInitializers(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
    this.order = BigEndian.of(schema);
  }

  /** Powers of two for which a macro is needed that writes its argument so many times. */
  List<Long> repeats() {
    return List.copyOf(repeats);
  }

  /**
   * Macros that are needed for structs of zeros, where a new one has defaults; each after those
   * that it is made of.
   */
  List<MacroView> zeros() {
    return List.copyOf(zeros.values());
  }

  /** Whether a new value of the type has anything but zeros. */
  boolean hasDefaults(Type type) {
    if (type instanceof ArrayType array) {
      return hasDefaults(array.innermost());
    } else if (type instanceof StructType struct) {
      Boolean known = defaults.get(struct.name());
      if (known == null) {
        // Only its own header knows all members of a foreign struct.
        known = struct.extern().isEmpty() && struct.fields().stream().anyMatch(this::hasDefault);
        defaults.put(struct.name(), known);
      }
      return known;
    }
    return false;
  }

  private boolean hasDefault(Field field) {
    return field.defaultValue().filter(value -> !value.isZero()).isPresent()
        || hasDefaults(field.type());
  }

  /** The initialisers of a struct's members, padding included. */
  List<String> members(StructType struct) {
    return struct.extern().isPresent() ? List.of(foreign(struct)) : members(struct, this::initial);
  }

  /**
   * Returns a zero for the first member of a foreign struct, whose other members only its header
   * knows. Nested in others, compilers want an aggregate in braces, or by its name.
   */
  private String foreign(StructType struct) {
    FieldMember first = layouts.plan(struct).fields().get(0);
    Type type = first.field().type();
    boolean aggregate = type instanceof Composite || type instanceof ArrayType;
    return first.offset() == 0 && (aggregate || type instanceof StringType)
        ? ".%s = %s"
            .formatted(
                new CMembers(schema, struct).member(first.field()),
                zero(type, first.field().bigEndian()))
        : "0";
  }

  private List<String> members(StructType struct, Function<Field, String> field) {
    List<String> values = new ArrayList<>();
    for (Member member : layouts.plan(struct).members()) {
      if (member instanceof FieldMember found) {
        values.add(field.apply(found.field()));
      } else if (member instanceof CountMember) {
        values.add("0");
      } else {
        values.add("{0}");
      }
    }
    return values;
  }

  private String initial(Field field) {
    return field
        .defaultValue()
        .map(value -> field.bigEndian() ? bigEndian(field, value) : value(field.type(), value))
        .orElseGet(() -> empty(field.type(), field.bigEndian()));
  }

  private String bigEndian(Field field, Literal literal) {
    ScalarType word = ScalarType.holding(field.type());
    return literal instanceof Literal.FloatLiteral number
        ? order.constant(word, number.value())
        : order.constant(word, value(field.type(), literal), number(literal));
  }

  /** Whether a value is a {@code double} that {@code math.h} has as a {@code float} only. */
  static boolean isDoubleNan(Type type, Literal literal) {
    return type == ScalarType.F64
        && literal instanceof Literal.FloatLiteral number
        && Double.isNaN(number.value());
  }

  private static BigInteger number(Literal literal) {
    return literal instanceof Literal.EnumLiteral named
        ? named.value().number()
        : ((Literal.IntegerLiteral) literal).value();
  }

  /** Returns the initial value of a field without a default. */
  private String empty(Type type, boolean bigEndian) {
    if (type instanceof ArrayType array && hasDefaults(array)) {
      return "{" + repeat(empty(array.element(), bigEndian), array.length()) + "}";
    } else if (type instanceof StructType struct) {
      return CNames.constant(schema, struct) + "_INIT";
    }
    return zero(type, bigEndian);
  }

  /** A value of zeros. What an initialiser leaves out is zero, too. */
  private String zero(Type type, boolean bigEndian) {
    if (type instanceof ArrayType array) {
      return "{" + zero(array.element(), bigEndian) + "}";
    } else if (type instanceof ListType list) {
      return "{" + zero(list.element(), bigEndian) + "}";
    } else if (type instanceof StringType) {
      return "\"\"";
    } else if (type instanceof SemanticType semantic) {
      return zero(semantic.storage(), bigEndian);
    } else if (type instanceof StructType struct && hasDefaults(struct)) {
      return zeroMacro(struct);
    } else if (type instanceof Composite composite) {
      return CNames.constant(schema, composite) + "_INIT";
    }
    // What is stored in the other byte order is an integer.
    return type instanceof ScalarType scalar && scalar.kind() == ScalarType.Kind.FLOAT && !bigEndian
        ? CLiterals.number(scalar, 0)
        : "0";
  }

  private String zeroMacro(StructType struct) {
    String name = CIdentifiers.zero(schema, struct);
    if (!zeros.containsKey(name)) {
      zeros.put(name, MacroView.of(name, members(struct, f -> zero(f.type(), f.bigEndian()))));
    }
    return name;
  }

  private String repeat(String element, long count) {
    if (count <= WRITTEN_OUT) {
      return String.join(", ", Collections.nCopies((int) count, element));
    }
    List<String> parts = new ArrayList<>();
    for (long power = Long.highestOneBit(count); power > 0; power /= 2) {
      if ((count & power) != 0) {
        parts.add(power == 1 ? element : repeatMacro(power) + "(" + element + ")");
      }
    }
    for (long power = 2; power <= count; power *= 2) {
      repeats.add(power);
    }
    return String.join(", ", parts);
  }

  /** Macro that writes its argument so many times. */
  String repeatMacro(long count) {
    return HeaderNames.own(schema, "REPEAT_" + count);
  }

  /** A value for a member of this type. */
  String value(Type type, Literal literal) {
    if (literal instanceof Literal.IntegerLiteral integer) {
      return type instanceof FlagsType flags
          ? mask(flags, integer.value())
          : CLiterals.integer(ScalarType.holding(type), integer.value());
    } else if (literal instanceof Literal.FloatLiteral number) {
      String digits = CLiterals.number((ScalarType) type, number.value());
      return isDoubleNan(type, literal) ? HeaderNames.cast(schema, "double", digits) : digits;
    } else if (literal instanceof Literal.BooleanLiteral bool) {
      return bool.value() ? "1" : "0";
    } else if (literal instanceof Literal.CharLiteral character) {
      return CLiterals.character(character.value());
    } else if (literal instanceof Literal.TextLiteral text) {
      return text(((StringType) type).capacity(), text.value());
    }
    Literal.EnumLiteral named = (Literal.EnumLiteral) literal;
    return CNames.value(schema, (EnumType) type, named.value());
  }

  // In C++ a literal must fit with its NUL.
  private static String text(long capacity, String text) {
    boolean full = text.getBytes(StandardCharsets.UTF_8).length == capacity;
    return full ? CLiterals.characters(text) : CLiterals.text(text);
  }

  /** Flags by their names. */
  String mask(FlagsType flags, BigInteger mask) {
    List<FlagBit> set = flags.bits().stream().filter(bit -> mask.testBit(bit.bit())).toList();
    BigInteger named = set.stream().map(FlagBit::mask).reduce(BigInteger.ZERO, BigInteger::or);
    if (mask.signum() == 0) {
      return "0";
    } else if (!named.equals(mask)) {
      return CLiterals.hex(flags.storage(), mask);
    }
    return set.stream()
        .map(bit -> CNames.value(schema, flags, bit))
        .collect(Collectors.joining(" | "));
  }
}
