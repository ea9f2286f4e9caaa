// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.SectionPlan;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The layout of a schema as tables for people. */
final class LayoutTable {

  private final Schema schema;
  private final Layouts layouts;
  private final StringBuilder text = new StringBuilder();

  private LayoutTable(CompiledSchema compiled) {
    schema = compiled.schema();
    layouts = compiled.layouts();
  }

  static String of(CompiledSchema compiled) {
    LayoutTable table = new LayoutTable(compiled);
    table.line(
        "%s  version %d  layout %s",
        table.schema.name(),
        table.schema.version(),
        CanonicalLayout.of(table.schema, table.layouts).shortHash());
    table.schema.unions().forEach(table::union);
    table.schema.structs().forEach(table::struct);
    table.schema.regions().forEach(table::region);
    return table.text.toString();
  }

  /** One line of a table. */
  private record Row(String offset, String size, String name, String type) {

    static Row of(Member member, String name, String type) {
      return new Row(Long.toString(member.offset()), Long.toString(member.size()), name, type);
    }
  }

  private void struct(StructType struct) {
    StructLayoutPlan plan = layouts.plan(struct);
    String id = struct.messageId().isPresent() ? "  id " + struct.messageId().getAsInt() : "";
    String padding = plan.padding() > 0 ? "  padding " + plan.padding() : "";
    String foreign = struct.extern().map(extern -> "  extern " + extern.c()).orElse("");
    String gaps = plan.gaps() > 0 ? "  gaps " + plan.gaps() : "";
    head(struct, plan, id + padding + foreign + gaps);
    for (StructLayoutPlan.Version version : plan.history()) {
      if (version.size() != plan.size() || version.alignment() != plan.alignment()) {
        line(
            "  in version %d  size %d  align %d",
            version.since(), version.size(), version.alignment());
      }
    }
    rows(plan);
  }

  private void union(UnionType union) {
    String tag = union.tag().map(type -> "  tag " + type.name()).orElse("");
    head(union, layouts.plan(union), "  union" + tag);
    rows(layouts.plan(union));
  }

  private void head(Composite composite, StructLayoutPlan plan, String more) {
    text.append('\n');
    line(
        "%s  size %d  align %d%s%s  layout %s",
        composite.name(),
        plan.size(),
        plan.alignment(),
        more,
        since("  since ", composite),
        CanonicalLayout.of(schema, composite, layouts).shortHash());
  }

  private void rows(StructLayoutPlan plan) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row("offset", "size", plan.composite() instanceof UnionType ? "arm" : "field", "type"));
    for (Member member : plan.members()) {
      if (member instanceof FieldMember found) {
        Field field = found.field();
        rows.add(Row.of(member, field.name(), type(field)));
        field.bits().forEach(range -> rows.add(row(range)));
      } else if (member instanceof CountMember count) {
        rows.add(Row.of(member, "(count of " + count.field().name() + ")", "u32"));
      } else {
        rows.add(Row.of(member, name((PaddingMember) member), ""));
      }
    }
    int offset = width(rows, Row::offset);
    int size = width(rows, Row::size);
    String row = "  %" + offset + "s %" + size + "s %-" + width(rows, Row::name) + "s %s";
    rows.forEach(r -> line(row, r.offset(), r.size(), r.name(), r.type()));
  }

  private static int width(List<Row> rows, Function<Row, String> column) {
    return rows.stream().mapToInt(row -> column.apply(row).length()).max().orElse(0);
  }

  private static Row row(BitRange range) {
    String bits =
        range.single() ? "bit " + range.low() : "bits %d..%d".formatted(range.low(), range.high());
    return new Row(
        "",
        "",
        "." + range.name(),
        bits
            + range.enumeration().map(type -> " " + type.name()).orElse("")
            + since(" since ", range));
  }

  private static String name(PaddingMember padding) {
    if (padding.reserved()) {
      return padding.name() + " (reserved)";
    }
    return padding.gap() ? "(gap)" : "(padding)";
  }

  private static String since(String label, Declaration declaration) {
    return declaration.since() > 1 ? label + declaration.since() : "";
  }

  private static String type(Field field) {
    String spelling = field.type().spelling();
    String storage = storage(field.type());
    // An enum in another integer than its own says so itself.
    boolean told = storage.isEmpty() || spelling.contains(" as ");
    return spelling
        + (told ? "" : " (" + storage + ")")
        + (field.atomic() ? " atomic" : "")
        + (field.bigEndian() ? " big" : "")
        + field.tag().map(tag -> " tag " + tag).orElse("")
        + since(" since ", field);
  }

  /** Returns the storage type of an enum or flags; empty for other types. */
  static String storage(Type type) {
    Type innermost = type.innermost();
    if (innermost instanceof EnumType named) {
      return named.storage().spelling();
    }
    return innermost instanceof FlagsType flags ? flags.storage().spelling() : "";
  }

  private void region(Region region) {
    text.append('\n');
    line("%s  region", region.name());
    int nameWidth =
        region.contents().stream().mapToInt(section -> section.name().length()).max().orElse(0);
    String row = "  %-" + nameWidth + "s %s";
    for (Section section : region.contents()) {
      line(row, section.name(), contents(section));
    }
  }

  private String contents(Section section) {
    SectionPlan plan = layouts.section(section);
    StringBuilder text = new StringBuilder(plan.kind().key());
    text.append(plan.isCarrier() ? " of " : " ").append(plan.words(", "));
    plan.facts().forEach(fact -> text.append("  " + fact.key() + " " + fact.value()));
    text.append(since("  since ", section));
    return text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
