// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.QueuePlan;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Section.QueueSection;
import dev.tenon.generator.schema.Section.StructSection;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The layout as text that is the same for equal layouts: UTF-8, a line for each fact, the first
 * word of a line being its key. Two programs that hold the same text read the same bytes; where
 * they differ, the first differing key names the culprit.
 *
 * <p>Documentation, units, defaults and the contract version are not layout and are not in it.
 */
public final class CanonicalLayout {

  private static final String FORMAT = "tenon-layout 1";

  private final Layouts layouts;
  private final Map<String, Type> reached = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private CanonicalLayout(Schema schema, Layouts layouts) {
    this.layouts = layouts;
    line(FORMAT);
    line("schema " + schema.name());
  }

  /** Returns the layout of everything in a schema. */
  public static LayoutText of(Schema schema, Layouts layouts) {
    CanonicalLayout canonical = new CanonicalLayout(schema, layouts);
    schema.regions().forEach(canonical::region);
    schema.structs().forEach(canonical::reach);
    schema.enums().forEach(canonical::reach);
    schema.flags().forEach(canonical::reach);
    return canonical.finish();
  }

  /** Returns the layout of a region and of what it holds, and of nothing else. */
  public static LayoutText of(Schema schema, Region region, Layouts layouts) {
    CanonicalLayout canonical = new CanonicalLayout(schema, layouts);
    canonical.region(region);
    return canonical.finish();
  }

  private LayoutText finish() {
    reached.values().forEach(this::type);
    return new LayoutText(text.toString());
  }

  private void region(Region region) {
    line("region " + region.name());
    for (Section section : region.contents()) {
      String key = region.name() + "." + section.name();
      if (section instanceof StructSection struct) {
        reach(struct.type());
        StructLayoutPlan plan = layouts.plan(struct.type());
        line(
            "%s struct %s size %d align %d",
            key, struct.type().name(), plan.size(), plan.alignment());
      } else {
        QueueSection queue = (QueueSection) section;
        queue.messages().forEach(this::reach);
        QueuePlan plan = layouts.plan(queue);
        line(
            "%s queue capacity %d align %d of %s",
            key,
            queue.capacity(),
            plan.recordAlignment(),
            queue.messages().stream().map(StructType::name).collect(Collectors.joining(" ")));
      }
    }
  }

  /** Notes a type and, before it, those that it is made of. */
  private void reach(Type type) {
    if (type instanceof ArrayType array) {
      reach(array.innermost());
    } else if (type instanceof StructType struct && !reached.containsKey(struct.name())) {
      struct.fields().forEach(field -> reach(field.type()));
      reached.put(struct.name(), struct);
    } else if (type instanceof EnumType || type instanceof FlagsType) {
      reached.put(type.spelling(), type);
    }
  }

  private void type(Type type) {
    if (type instanceof EnumType named) {
      line(named.name() + " enum " + named.storage().spelling());
      for (EnumValue value : named.values()) {
        line("%s.%s = %d", named.name(), value.name(), value.number());
      }
    } else if (type instanceof FlagsType flags) {
      line(flags.name() + " flags " + flags.storage().spelling());
      for (FlagBit bit : flags.bits()) {
        line("%s.%s bit %d", flags.name(), bit.name(), bit.bit());
      }
    } else {
      struct((StructType) type);
    }
  }

  private void struct(StructType struct) {
    StructLayoutPlan plan = layouts.plan(struct);
    String id = struct.messageId().isPresent() ? " id " + struct.messageId().getAsInt() : "";
    line("%s struct size %d align %d%s", struct.name(), plan.size(), plan.alignment(), id);
    for (FieldMember member : plan.fields()) {
      line(
          "%s.%s %s%s offset %d size %d",
          struct.name(),
          member.field().name(),
          member.field().type().spelling(),
          member.field().atomic() ? " atomic" : "",
          member.offset(),
          member.size());
    }
  }

  /** Adds a line that is the same on every machine: a default locale may have its own digits. */
  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
