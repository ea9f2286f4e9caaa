// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.FieldView;
import dev.tenon.generator.emit.html.PageView.FieldsView;
import dev.tenon.generator.emit.html.PageView.StructView;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.List;
import java.util.function.Function;

/** Makes the views of structs. */
final class StructPart {

  private static final int CACHE_LINE = 64;

  private final PageScope scope;

  StructPart(PageScope scope) {
    this.scope = scope;
  }

  List<StructView> all() {
    return scope.schema().structs().stream().map(this::struct).toList();
  }

  private StructView struct(StructType struct) {
    StructLayoutPlan plan = scope.layouts().plan(struct);
    return new StructView(
        Headings.of(scope, struct, facts(plan)),
        MemoryMap.of(plan, scope.layouts()),
        fields(plan),
        Code.of(scope.c().struct(struct), scope.java().struct(struct)));
  }

  private static List<String> facts(StructLayoutPlan plan) {
    StructType struct = plan.struct();
    long lines = (plan.size() + CACHE_LINE - 1) / CACHE_LINE;
    return List.of(
        struct.messageId().isPresent() ? "message " + struct.messageId().getAsInt() : "",
        Doc.count(plan.size(), "byte"),
        "aligned to " + plan.alignment(),
        lines > 1 ? lines + " cache lines" : "",
        plan.padding() > 0 ? Doc.count(plan.padding(), "byte") + " of padding" : "");
  }

  private FieldsView fields(StructLayoutPlan plan) {
    List<FieldView> rows =
        plan.members().stream().map(member -> row(plan.struct(), member)).toList();
    return new FieldsView(
        anyOf(rows, FieldView::unit),
        anyOf(rows, FieldView::since),
        anyOf(rows, FieldView::initial),
        anyOf(rows, FieldView::range),
        rows.stream().anyMatch(row -> !row.doc().isEmpty() || !row.deprecated().isEmpty()),
        rows);
  }

  private static boolean anyOf(List<FieldView> rows, Function<FieldView, String> column) {
    return rows.stream().map(column).anyMatch(text -> !text.isEmpty());
  }

  private FieldView row(StructType struct, Member member) {
    String kind = TileKind.of(member).css();
    if (!(member instanceof FieldMember fieldMember)) {
      return new FieldView(
          "",
          "padding",
          kind,
          member.offset(),
          member.size(),
          List.of(),
          "",
          "",
          "",
          "",
          "",
          "",
          List.of());
    }
    Field field = fieldMember.field();
    return new FieldView(
        Links.id(struct, field),
        field.name(),
        kind,
        member.offset(),
        member.size(),
        scope.links().spelled(field.type().spelling()),
        field.atomic() ? "atomic" : "",
        field.unit(),
        Headings.since(field),
        field.defaultValue().map(value -> Values.shown(field.type(), value)).orElse(""),
        range(field.type()),
        Headings.deprecated(field),
        Doc.paragraphs(field.doc()));
  }

  /** What a writer may store, where the type alone does not say it. */
  private static String range(Type type) {
    Type element = type instanceof ArrayType array ? array.innermost() : type;
    return element instanceof StringType text
        ? "at most " + Doc.count(text.maxBytes(), "byte")
        : "";
  }
}
