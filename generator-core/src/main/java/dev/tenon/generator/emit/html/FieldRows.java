// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.FieldView;
import dev.tenon.generator.emit.html.PageView.LinkView;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of the table of fields: one for each member, and one for each name of bits. */
final class FieldRows {

  private final PageScope scope;
  private final Composite owner;

  FieldRows(PageScope scope, StructLayoutPlan plan) {
    this.scope = scope;
    this.owner = plan.composite();
  }

  Stream<FieldView> of(Member member) {
    if (member instanceof FieldMember field) {
      return Stream.concat(
          Stream.of(field(field)),
          field.field().bits().stream().map(range -> bits(field.field(), range)));
    }
    return Stream.of(
        member instanceof PaddingMember padding && padding.reserved()
            ? reserved(padding)
            : plain(member));
  }

  /** Returns the row of padding or of the count of a list. */
  private FieldView plain(Member member) {
    return new FieldView(
        "",
        0,
        MemberText.name(member),
        TileKind.of(member).css(),
        Long.toString(member.offset()),
        Long.toString(member.size()),
        scope.links().spelled(MemberText.type(member)),
        "",
        "",
        "",
        "",
        "",
        "",
        List.of());
  }

  private FieldView reserved(PaddingMember member) {
    Declaration bytes =
        ((StructType) owner)
            .reserved().stream()
                .filter(reserved -> reserved.name().equals(member.name()))
                .findFirst()
                .orElseThrow();
    return new FieldView(
        Links.id(owner, bytes),
        0,
        bytes.name(),
        TileKind.of(member).css(),
        Long.toString(member.offset()),
        Long.toString(member.size()),
        List.of(new LinkView("reserved", "")),
        "always zero",
        "",
        Headings.since(bytes),
        "",
        "",
        Headings.deprecated(bytes),
        Doc.paragraphs(bytes.doc()));
  }

  private FieldView field(FieldMember member) {
    Field field = member.field();
    return new FieldView(
        Links.id(owner, field),
        0,
        field.name(),
        TileKind.of(member).css(),
        Long.toString(member.offset()),
        Long.toString(member.size()),
        scope.links().spelled(field.type().spelling()),
        note(field),
        field.unit(),
        Headings.since(field),
        field.defaultValue().map(value -> Values.shown(field.type(), value)).orElse(""),
        range(field),
        Headings.deprecated(field),
        Doc.paragraphs(field.doc()));
  }

  private FieldView bits(Field field, BitRange range) {
    String type = range.single() ? "bool" : Doc.count(range.width(), "bit");
    return new FieldView(
        Links.id(owner, field) + "-" + range.name(),
        1,
        range.name(),
        "bits",
        "",
        range.low() == range.high()
            ? "bit " + range.low()
            : "bits %s to %s".formatted(range.low(), range.high()),
        range
            .enumeration()
            .map(named -> scope.links().spelled(named.name()))
            .orElse(List.of(new LinkView(type, ""))),
        "",
        "",
        Headings.since(range),
        "",
        "",
        Headings.deprecated(range),
        Doc.paragraphs(range.doc()));
  }

  private String note(Field field) {
    List<String> notes = new ArrayList<>();
    if (field.atomic()) {
      notes.add("atomic");
    }
    if (field.bigEndian()) {
      notes.add("big-endian");
    }
    field.tag().ifPresent(tag -> notes.add("arm told by " + tag));
    if (owner instanceof UnionType union && union.tag().isPresent()) {
      notes.add("tag " + union.tagOf(field).number());
    }
    return String.join(", ", notes);
  }

  /** Returns the valid range, where the type alone does not tell it. */
  private static String range(Field field) {
    List<String> rules = new ArrayList<>();
    Type value = field.valueType();
    Limits limits = field.limits();
    String min = limits.min().map(limit -> Values.shown(value, limit)).orElse("");
    String max = limits.max().map(limit -> Values.shown(value, limit)).orElse("");
    if (!min.isEmpty() && !max.isEmpty()) {
      rules.add(min + " to " + max);
    } else if (!min.isEmpty()) {
      rules.add("at least " + min);
    } else if (!max.isEmpty()) {
      rules.add("at most " + max);
    }
    if (field.type() instanceof ListType list) {
      rules.add("at most " + Doc.count(list.capacity(), "element"));
    }
    if (value instanceof StringType text) {
      rules.add("at most " + Doc.count(text.maxBytes(), "byte"));
    }
    return String.join("; ", rules);
  }
}
