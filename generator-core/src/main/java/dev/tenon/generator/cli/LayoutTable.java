// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.QueuePlan;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Section.QueueSection;
import dev.tenon.generator.schema.Section.StructSection;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.Locale;
import java.util.stream.Collectors;

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
    table.schema.structs().forEach(table::struct);
    table.schema.regions().forEach(table::region);
    return table.text.toString();
  }

  private void struct(StructType struct) {
    StructLayoutPlan plan = layouts.plan(struct);
    String id = struct.messageId().isPresent() ? "  id " + struct.messageId().getAsInt() : "";
    String padding = plan.padding() > 0 ? "  padding " + plan.padding() : "";
    text.append('\n');
    line("%s  size %d  align %d%s%s", struct.name(), plan.size(), plan.alignment(), id, padding);
    int offsetWidth = Math.max("offset".length(), Long.toString(plan.size()).length());
    int sizeWidth = Math.max("size".length(), Long.toString(plan.size()).length());
    int nameWidth =
        plan.members().stream().mapToInt(member -> name(member).length()).max().orElse(0);
    String row = "  %" + offsetWidth + "s %" + sizeWidth + "s %-" + nameWidth + "s %s";
    line(row, "offset", "size", "field", "type");
    for (Member member : plan.members()) {
      line(
          row,
          member.offset(),
          member.size(),
          name(member),
          member instanceof FieldMember field ? type(field.field()) : "");
    }
  }

  private static String name(Member member) {
    return member instanceof FieldMember field ? field.field().name() : "(padding)";
  }

  private static String type(Field field) {
    String spelling = field.type().spelling();
    String storage = storage(field.type());
    return spelling
        + (storage.isEmpty() ? "" : " (" + storage + ")")
        + (field.atomic() ? " atomic" : "");
  }

  /** What an enum or flags are stored in, empty for anything else. */
  static String storage(Type type) {
    Type innermost = type instanceof ArrayType array ? array.innermost() : type;
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
    if (section instanceof StructSection struct) {
      StructLayoutPlan plan = layouts.plan(struct.type());
      return "struct %s  size %d  align %d"
          .formatted(struct.type().name(), plan.size(), plan.alignment());
    }
    QueueSection queue = (QueueSection) section;
    QueuePlan plan = layouts.plan(queue);
    return "queue of %s  capacity %d  align %d"
        .formatted(
            queue.messages().stream().map(StructType::name).collect(Collectors.joining(", ")),
            queue.capacity(),
            plan.recordAlignment());
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
