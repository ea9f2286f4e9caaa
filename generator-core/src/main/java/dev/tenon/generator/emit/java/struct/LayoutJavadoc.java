// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** The table of members in the Javadoc of a struct. */
final class LayoutJavadoc {

  private LayoutJavadoc() {}

  static String table(StructLayoutPlan plan) {
    List<String> lines = new ArrayList<>();
    int nameWidth = plan.members().stream().mapToInt(LayoutJavadoc::width).max().orElse(0);
    nameWidth = Math.max("field".length(), nameWidth);
    int offsetWidth = Math.max(6, Long.toString(plan.size()).length());
    lines.add(row(offsetWidth, nameWidth, "offset", "size", "field", "type"));
    for (Member member : plan.members()) {
      lines.add(
          row(
              offsetWidth,
              nameWidth,
              Long.toString(member.offset()),
              Long.toString(member.size()),
              name(member),
              type(member)));
      lines.addAll(bits(offsetWidth, nameWidth, member));
    }
    return "<pre>\n" + String.join("\n", lines) + "\n</pre>";
  }

  private static String row(
      int offsetWidth, int nameWidth, String offset, String size, String name, String type) {
    String format = "%" + offsetWidth + "s  %" + offsetWidth + "s  %-" + nameWidth + "s  %s";
    return format.formatted(offset, size, name, type).stripTrailing();
  }

  private static int width(Member member) {
    int bits =
        member instanceof FieldMember field
            ? field.field().bits().stream().mapToInt(r -> r.name().length() + 2).max().orElse(0)
            : 0;
    return Math.max(name(member).length(), bits);
  }

  private static String name(Member member) {
    if (member instanceof FieldMember field) {
      return field.field().name();
    } else if (member instanceof CountMember count) {
      return count.field().name() + "_count";
    }
    PaddingMember padding = (PaddingMember) member;
    return padding.reserved() ? padding.name() : padding.gap() ? "(gap)" : "(padding)";
  }

  private static String type(Member member) {
    if (member instanceof FieldMember found) {
      Field field = found.field();
      return (field.atomic() ? "atomic " : "")
          + field.type().spelling()
          + (field.bigEndian() ? " big" : "")
          + field.tag().map(tag -> " tag " + tag).orElse("");
    } else if (member instanceof CountMember) {
      return ScalarType.U32.spelling();
    }
    return ((PaddingMember) member).reserved() ? "reserved" : "";
  }

  /** A row for each name of some bits. */
  private static List<String> bits(int offsetWidth, int nameWidth, Member member) {
    if (!(member instanceof FieldMember field)) {
      return List.of();
    }
    return field.field().bits().stream()
        .map(range -> row(offsetWidth, nameWidth, "", "", "  " + range.name(), bits(range)))
        .toList();
  }

  private static String bits(BitRange range) {
    return (range.low() == range.high()
            ? "bit " + range.low()
            : "bits %d..%d".formatted(range.low(), range.high()))
        + range.enumeration().map(type -> " " + type.name()).orElse("");
  }
}
