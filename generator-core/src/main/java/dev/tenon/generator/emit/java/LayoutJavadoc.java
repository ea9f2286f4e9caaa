// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import java.util.ArrayList;
import java.util.List;

/** The table of members in the Javadoc of a struct. */
final class LayoutJavadoc {

  private LayoutJavadoc() {}

  static String table(StructLayoutPlan plan) {
    List<String> lines = new ArrayList<>();
    int nameWidth = plan.members().stream().mapToInt(m -> name(m).length()).max().orElse(0);
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
    }
    return "<pre>\n" + String.join("\n", lines) + "\n</pre>";
  }

  private static String row(
      int offsetWidth, int nameWidth, String offset, String size, String name, String type) {
    String format = "%" + offsetWidth + "s  %" + offsetWidth + "s  %-" + nameWidth + "s  %s";
    return format.formatted(offset, size, name, type).stripTrailing();
  }

  private static String name(Member member) {
    return member instanceof FieldMember field ? field.field().name() : "(padding)";
  }

  private static String type(Member member) {
    if (member instanceof FieldMember field) {
      return (field.field().atomic() ? "atomic " : "") + field.field().type().spelling();
    }
    return "";
  }
}
