// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.schema.ScalarType;

/** Description of a member in words. */
final class MemberText {

  private MemberText() {}

  static String name(Member member) {
    if (member instanceof FieldMember field) {
      return field.field().name();
    } else if (member instanceof CountMember count) {
      return count.field().name() + "_count";
    }
    PaddingMember padding = (PaddingMember) member;
    if (padding.gap()) {
      return "gap";
    }
    return padding.name().startsWith("padding_") && !padding.reserved()
        ? "padding"
        : padding.name();
  }

  static String type(Member member) {
    if (member instanceof FieldMember field) {
      return field.field().type().spelling();
    }
    return member instanceof CountMember ? ScalarType.U32.spelling() : "";
  }
}
