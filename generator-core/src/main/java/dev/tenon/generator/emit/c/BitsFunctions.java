// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CompositeView.BitsView;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions that read and write neighbouring bits of an integer. */
record BitsFunctions(Schema schema) {

  // What stands before an expression in a function.
  private static final String RETURN = "    return ";

  // Bytes of an int, which operators make of what is narrower.
  private static final int WIDE = 4;

  List<BitsView> of(Composite composite) {
    List<BitsView> views = new ArrayList<>();
    for (Field field : composite.fields()) {
      for (BitRange range : field.bits()) {
        views.add(view(Receiver.of(schema, composite), field, range));
      }
    }
    return views;
  }

  private BitsView view(Receiver receiver, Field field, BitRange range) {
    CMembers members = receiver.members();
    BigEndian order = BigEndian.of(schema);
    ScalarType unit = ScalarType.holding(field.type());
    String word = CTypes.scalar(unit);
    String mask = members.mask(field, range);
    String shift = members.shift(field, range);
    String type = type(range, unit);
    String place = receiver.place(field);
    String masked = "(word & " + mask + ")";
    return new BitsView(
        new DocComment(0)
            .said(
                range,
                range.doc().isEmpty()
                    ? "Reads the bits %s of %s.".formatted(range.name(), field.name())
                    : "")
            .result("the value of the bits")
            .deprecated(range)
            .lines(),
        mask,
        CLiterals.hex(unit, range.mask()),
        shift,
        range.low(),
        receiver.reader(type, members.get(field, range), List.of()),
        range.single() ? masked + " != 0" : converted(unit, type, masked + " >> " + shift),
        receiver.writer("int", members.set(field, range), List.of(type + " value")),
        range.single() ? "" : refused(range, unit),
        word,
        order.load(field, place),
        narrowed(unit, "word & ~" + mask),
        narrowed(unit, "word | " + shifted(range, unit, type, mask, shift)),
        place,
        order.store(field, "word"));
  }

  private String shifted(BitRange range, ScalarType unit, String type, String mask, String shift) {
    if (range.single()) {
      return "(value != 0 ? " + mask + " : 0)";
    }
    String word = CTypes.scalar(unit);
    boolean wide = unit.bytes() < WIDE || type.equals(word);
    return (wide ? "value" : HeaderNames.cast(schema, word, "value")) + " << " + shift;
  }

  private String type(BitRange range, ScalarType unit) {
    return range.single()
        ? "int"
        : carrier(range).map(type -> new CTypes(schema).base(type)).orElse(CTypes.scalar(unit));
  }

  /** The enum, if it can carry everything that the bits can hold. */
  private static Optional<EnumType> carrier(BitRange range) {
    return range.enumeration().filter(type -> range.max().compareTo(type.storage().max()) <= 0);
  }

  private String converted(ScalarType unit, String type, String expression) {
    return unit.bytes() >= WIDE && type.equals(CTypes.scalar(unit))
        ? expression
        : CFunctions.call(
            RETURN.length(), HeaderNames.own(schema, "CAST"), List.of(type, expression));
  }

  private String narrowed(ScalarType unit, String expression) {
    return unit.bytes() < WIDE
        ? HeaderNames.cast(schema, CTypes.scalar(unit), expression)
        : expression;
  }

  /** The condition under which a value does not fit; empty when every value does. */
  private static String refused(BitRange range, ScalarType unit) {
    ScalarType storage = carrier(range).map(EnumType::storage).orElse(unit);
    List<String> conditions = new ArrayList<>();
    if (storage.min().signum() < 0) {
      conditions.add("value < 0");
    }
    if (range.max().compareTo(storage.max()) < 0) {
      conditions.add("value > " + CLiterals.integer(storage, range.max()));
    }
    return String.join(" || ", conditions);
  }
}
