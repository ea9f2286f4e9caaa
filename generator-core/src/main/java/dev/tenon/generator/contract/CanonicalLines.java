// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.SectionPlan;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The lines of a canonical text as it was at one contract version: first what its writer adds, then
 * the layout of every type that was reached. What came later is left out.
 */
final class CanonicalLines {

  private final Schema schema;
  private final Layouts layouts;
  private final int version;
  private final Map<String, Type> reached = new LinkedHashMap<>();
  private final SortedSet<Integer> changes = new TreeSet<>();
  private final StringBuilder text = new StringBuilder();

  /** The lines of today. */
  CanonicalLines(Schema schema, Layouts layouts) {
    this(schema, layouts, schema.version());
  }

  CanonicalLines(Schema schema, Layouts layouts, int version) {
    this.schema = schema;
    this.layouts = layouts;
    this.version = version;
  }

  /** Adds a line that is the same on every machine: a default locale may have its own digits. */
  void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Whether a type, region or message was there at the version. */
  boolean isThere(Declaration declaration) {
    return isThere(declaration, declaration);
  }

  /** Whether a part of a type was there. What is imported does not change within this schema. */
  boolean isThere(Declaration owner, Declaration part) {
    return schema.isImported(owner) || cameBy(part.since());
  }

  /** A wrong 'since' is an error that a rule reports. */
  private boolean cameBy(int told) {
    int since = Math.min(Math.max(1, told), schema.version());
    if (since <= version) {
      changes.add(since);
    }
    return since <= version;
  }

  /** The versions after the first at which something came, as far as it has been looked at. */
  SortedSet<Integer> changes() {
    return changes.tailSet(2);
  }

  /** Returns the size that a struct had. */
  StructLayoutPlan.Version sizeOf(StructType struct) {
    return layouts.plan(struct).at(schema.isImported(struct) ? Integer.MAX_VALUE : version);
  }

  /** Returns the layout facts that a section had. */
  SectionPlan plan(Section section) {
    return layouts.section(section, this::isThere, this::sizeOf);
  }

  /** Notes a type and, before it, those that it is made of. */
  void reach(Type type) {
    Type innermost = type.innermost();
    if (innermost instanceof Composite composite && !reached.containsKey(composite.name())) {
      if (composite instanceof UnionType union) {
        union.tag().ifPresent(this::reach);
      }
      for (Field field : composite.fields()) {
        if (isThere(composite, field)) {
          reach(field.type());
          field.bits().forEach(range -> range.enumeration().ifPresent(this::reach));
        }
      }
      reached.put(composite.name(), composite);
    } else if (innermost instanceof EnumType named) {
      reached.put(named.name(), named.declaration());
    } else if (innermost instanceof FlagsType) {
      reached.put(innermost.spelling(), innermost);
    }
  }

  /** Every type that was reached, each behind those that it is made of. */
  Collection<Type> reached() {
    return Collections.unmodifiableCollection(reached.values());
  }

  /** Returns the text with the layout of all reached types behind what was added. */
  String finish() {
    reached.values().forEach(this::type);
    return text.toString();
  }

  private void type(Type type) {
    if (type instanceof EnumType named) {
      line("%s enum %s", named.name(), named.storage().spelling());
      for (EnumValue value : named.values()) {
        if (isThere(named, value)) {
          line("%s.%s = %d", named.name(), value.name(), value.number());
        }
      }
    } else if (type instanceof FlagsType flags) {
      line("%s flags %s", flags.name(), flags.storage().spelling());
      for (FlagBit bit : flags.bits()) {
        if (isThere(flags, bit)) {
          line("%s.%s bit %d", flags.name(), bit.name(), bit.bit());
        }
      }
    } else {
      composite((Composite) type);
    }
  }

  private void composite(Composite composite) {
    StructLayoutPlan plan = layouts.plan(composite);
    if (composite instanceof StructType struct) {
      // They have no line, but bytes that came later change the size.
      if (!schema.isImported(struct)) {
        struct.reservations().forEach(this::cameBy);
      }
      StructLayoutPlan.Version then = sizeOf(struct);
      String id = struct.messageId().isPresent() ? " id " + struct.messageId().getAsInt() : "";
      line("%s struct size %d align %d%s", struct.name(), then.size(), then.alignment(), id);
    } else {
      String tag = ((UnionType) composite).tag().map(type -> " tag " + type.name()).orElse("");
      line("%s union size %d align %d%s", composite.name(), plan.size(), plan.alignment(), tag);
    }
    for (FieldMember member : plan.fields()) {
      if (isThere(composite, member.field())) {
        field(composite, plan, member);
      }
    }
  }

  private void field(Composite owner, StructLayoutPlan plan, FieldMember member) {
    Field field = member.field();
    String key = owner.name() + "." + field.name();
    String count = field.type() instanceof ListType ? " count " + plan.count(field).offset() : "";
    line(
        "%s %s%s%s offset %d size %d%s%s",
        key,
        field.type().spelling(),
        field.atomic() ? " atomic" : "",
        field.bigEndian() ? " big" : "",
        member.offset(),
        member.size(),
        count,
        field.tag().map(tag -> " tag " + tag).orElse(""));
    for (BitRange range : field.bits()) {
      if (isThere(owner, range)) {
        line(
            "%s.%s bits %d..%d%s",
            key,
            range.name(),
            range.low(),
            range.high(),
            range.enumeration().map(type -> " of " + type.name()).orElse(""));
      }
    }
  }
}
