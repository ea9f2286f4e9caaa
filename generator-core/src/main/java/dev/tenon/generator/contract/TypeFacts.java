// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumAlias;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.Optional;

/**
 * Collects the facts of data types: own ones as they were at a version, imported ones as they are.
 */
final class TypeFacts {

  private final FactList facts;
  private final Schema schema;
  private final Layouts layouts;
  private final LayoutHistories histories;
  private final CanonicalLines lines;
  private final int version;

  TypeFacts(FactList facts, LayoutHistories histories, CanonicalLines lines, int version) {
    this.facts = facts;
    this.schema = facts.schema();
    this.layouts = histories.layouts();
    this.histories = histories;
    this.lines = lines;
    this.version = version;
  }

  void add(Type type) {
    if (type instanceof EnumType named) {
      enumeration(named);
    } else if (type instanceof FlagsType flags) {
      flags(flags);
    } else if (type instanceof StructType struct) {
      struct(struct);
    } else {
      union((UnionType) type);
    }
  }

  private void enumeration(EnumType type) {
    whole(FactKind.ENUM, type).with(Property.STORAGE, type.storage().spelling());
    for (EnumValue value : type.values()) {
      if (lines.isThere(type, value)) {
        part(FactKind.VALUE, type, value).with(Property.NUMBER, value.number().toString());
      }
    }
    for (EnumAlias alias : type.aliases()) {
      if (lines.isThere(type, alias)) {
        part(FactKind.ALIAS, type, alias).with(Property.OF, alias.target().name());
      }
    }
    facts.reserve(type.name(), type.reserved());
  }

  private void flags(FlagsType type) {
    whole(FactKind.FLAGS, type).with(Property.STORAGE, type.storage().spelling());
    for (FlagBit bit : type.bits()) {
      if (lines.isThere(type, bit)) {
        part(FactKind.BIT, type, bit).with(Property.BIT, bit.bit());
      }
    }
    for (FlagMask mask : type.masks()) {
      if (lines.isThere(type, mask)) {
        part(FactKind.MASK, type, mask).with(Property.MASK, LiteralText.mask(mask.mask()));
      }
    }
    facts.reserve(type.name(), type.reserved());
  }

  private void union(UnionType union) {
    StructLayoutPlan plan = layouts.plan(union);
    whole(FactKind.UNION, union)
        .with(Property.SIZE, plan.size())
        .with(Property.ALIGN, plan.alignment())
        .with(Property.TAG, union.tag().map(EnumType::name));
    for (FieldMember member : plan.fields()) {
      if (lines.isThere(union, member.field())) {
        typed(FactKind.ARM, union, member);
      }
    }
  }

  private void struct(StructType struct) {
    StructLayoutPlan plan = layouts.plan(struct);
    StructLayoutPlan.Version then = lines.sizeOf(struct);
    FactList.Entry entry =
        whole(FactKind.STRUCT, struct)
            .with(Property.SIZE, then.size())
            .with(Property.ALIGN, then.alignment())
            .with(
                Property.EXTERN,
                struct.extern().map(extern -> extern.c() + " in " + extern.header()));
    if (struct.messageId().isPresent()) {
      entry.with(Property.ID, struct.messageId().getAsInt());
    }
    for (Member member : plan.members()) {
      if (member instanceof FieldMember field && lines.isThere(struct, field.field())) {
        field(struct, plan, field);
      } else if (member instanceof PaddingMember padding && padding.reserved()) {
        spare(struct, padding);
      }
    }
  }

  private void spare(StructType struct, PaddingMember padding) {
    for (ReservedBytes bytes : struct.reserved()) {
      if (bytes.name().equals(padding.name()) && lines.isThere(struct, bytes)) {
        part(FactKind.SPARE, struct, bytes)
            .with(Property.OFFSET, padding.offset())
            .with(Property.SIZE, padding.size());
      }
    }
  }

  private void field(StructType struct, StructLayoutPlan plan, FieldMember member) {
    Field field = member.field();
    FactList.Entry entry =
        typed(FactKind.FIELD, struct, member)
            .with(Property.OFFSET, member.offset())
            .with(Property.ATOMIC, field.atomic())
            .with(Property.TAG, field.tag())
            .with(
                Property.DEFAULT,
                field.defaultValue().filter(value -> !value.isZero()).map(v -> text(v, field)))
            .with(Property.MIN, field.limits().min().map(value -> text(value, field)))
            .with(Property.MAX, field.limits().max().map(value -> text(value, field)))
            .with(Property.IN_RESERVED, field.inReserved());
    if (field.type() instanceof ListType) {
      entry.with(Property.COUNT, plan.count(field).offset());
    }
    for (BitRange range : field.bits()) {
      if (lines.isThere(struct, range)) {
        facts
            .addSince(
                FactKind.BITS, struct.name() + "." + field.name(), range, schema.isImported(struct))
            .with(Property.RANGE, range.low() + ".." + range.high())
            .with(Property.ENUM, range.enumeration().map(EnumType::name))
            .with(Property.SINGLE, range.single());
      }
    }
  }

  private static String text(Literal literal, Field field) {
    return LiteralText.of(literal, field.type());
  }

  private FactList.Entry typed(FactKind kind, Composite owner, FieldMember member) {
    Field field = member.field();
    return part(kind, owner, field)
        .with(Property.TYPE, field.type().spelling())
        .with(Property.SIZE, member.size())
        .with(Property.ORDER, field.bigEndian() ? Optional.of("big") : Optional.empty())
        .with(
            Property.TERMINATED,
            field.valueType() instanceof StringType text && !text.terminated()
                ? Optional.of("false")
                : Optional.empty())
        .with(Property.UNIT, unit(field.unit()));
  }

  /** The unit of a number, if it has one. */
  static Optional<String> unit(String text) {
    return Optional.of(text).filter(unit -> !unit.isEmpty());
  }

  private <T extends Declaration> FactList.Entry part(FactKind kind, Declaration owner, T part) {
    return facts.addSince(kind, owner.name(), part, schema.isImported(owner));
  }

  private <T extends Type & Declaration> FactList.Entry whole(FactKind kind, T type) {
    FactList.Entry entry =
        facts
            .addSince(kind, "", type, schema.isImported(type))
            .with(Property.HASH, histories.hashOf(type, version));
    return schema.isImported(type) ? entry.with(Property.FROM, schema.owner(type).name()) : entry;
  }
}
