// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The lines of a canonical text: first what its writer adds, then the layout of every type that was
 * reached.
 */
final class CanonicalLines {

  private final Layouts layouts;
  private final Map<String, Type> reached = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  CanonicalLines(Layouts layouts) {
    this.layouts = layouts;
  }

  /** Adds a line that is the same on every machine: a default locale may have its own digits. */
  void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Notes a type and, before it, those that it is made of. */
  void reach(Type type) {
    if (type instanceof ArrayType array) {
      reach(array.innermost());
    } else if (type instanceof StructType struct && !reached.containsKey(struct.name())) {
      struct.fields().forEach(field -> reach(field.type()));
      reached.put(struct.name(), struct);
    } else if (type instanceof EnumType || type instanceof FlagsType) {
      reached.put(type.spelling(), type);
    }
  }

  /** Returns the text with the layout of all reached types behind what was added. */
  LayoutText finish() {
    reached.values().forEach(this::type);
    return new LayoutText(text.toString());
  }

  private void type(Type type) {
    if (type instanceof EnumType named) {
      line("%s enum %s", named.name(), named.storage().spelling());
      for (EnumValue value : named.values()) {
        line("%s.%s = %d", named.name(), value.name(), value.number());
      }
    } else if (type instanceof FlagsType flags) {
      line("%s flags %s", flags.name(), flags.storage().spelling());
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
}
