// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import com.fasterxml.jackson.core.JsonGenerator;
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
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.io.IOException;
import java.io.Writer;

/** The layout of a schema as JSON for tools. Keys are only ever added. */
final class LayoutJson {

  private final Schema schema;
  private final Layouts layouts;
  private final JsonGenerator json;

  private LayoutJson(CompiledSchema compiled, JsonGenerator json) {
    this.schema = compiled.schema();
    this.layouts = compiled.layouts();
    this.json = json;
  }

  /** Writes one JSON object and leaves the writer open. */
  static void write(CompiledSchema compiled, Writer out) throws IOException {
    try (JsonGenerator json = JsonOutput.pretty(out)) {
      new LayoutJson(compiled, json).schema();
    }
    out.write('\n');
  }

  private void schema() throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", schema.name());
    json.writeNumberField("version", schema.version());
    json.writeStringField("layout_hash", CanonicalLayout.of(schema, layouts).hashHex());
    json.writeArrayFieldStart("enums");
    for (EnumType type : schema.enums()) {
      enumeration(type);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("flags");
    for (FlagsType type : schema.flags()) {
      flags(type);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unions");
    for (UnionType union : schema.unions()) {
      union(union);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("structs");
    for (StructType struct : schema.structs()) {
      struct(struct);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("regions");
    for (Region region : schema.regions()) {
      region(region);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void enumeration(EnumType type) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", type.name());
    json.writeStringField("storage", type.storage().spelling());
    hash(type);
    since(type);
    json.writeObjectFieldStart("values");
    for (EnumValue value : type.values()) {
      json.writeFieldName(value.name());
      json.writeNumber(value.number());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void flags(FlagsType type) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", type.name());
    json.writeStringField("storage", type.storage().spelling());
    hash(type);
    since(type);
    json.writeObjectFieldStart("bits");
    for (FlagBit bit : type.bits()) {
      json.writeNumberField(bit.name(), bit.bit());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void hash(Type type) throws IOException {
    json.writeStringField("layout_hash", CanonicalLayout.of(schema, type, layouts).hashHex());
  }

  /** Version 1 is not worth a key. */
  private void since(Declaration declaration) throws IOException {
    if (declaration.since() > 1) {
      json.writeNumberField("since", declaration.since());
    }
  }

  private void union(UnionType union) throws IOException {
    StructLayoutPlan plan = layouts.plan(union);
    json.writeStartObject();
    json.writeStringField("name", union.name());
    json.writeNumberField("size", plan.size());
    json.writeNumberField("alignment", plan.alignment());
    if (union.tag().isPresent()) {
      json.writeStringField("tag", union.tag().get().name());
    }
    hash(union);
    since(union);
    json.writeArrayFieldStart("arms");
    for (FieldMember arm : plan.fields()) {
      member(arm);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void struct(StructType struct) throws IOException {
    StructLayoutPlan plan = layouts.plan(struct);
    json.writeStartObject();
    json.writeStringField("name", struct.name());
    json.writeNumberField("size", plan.size());
    json.writeNumberField("alignment", plan.alignment());
    if (struct.messageId().isPresent()) {
      json.writeNumberField("id", struct.messageId().getAsInt());
    }
    json.writeNumberField("padding", plan.padding());
    if (struct.extern().isPresent()) {
      json.writeObjectFieldStart("extern");
      json.writeStringField("c", struct.extern().get().c());
      json.writeStringField("header", struct.extern().get().header());
      json.writeNumberField("gaps", plan.gaps());
      json.writeEndObject();
    }
    hash(struct);
    since(struct);
    json.writeArrayFieldStart("versions");
    for (StructLayoutPlan.Version version : plan.history()) {
      json.writeStartObject();
      json.writeNumberField("version", version.since());
      json.writeNumberField("size", version.size());
      json.writeNumberField("alignment", version.alignment());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("members");
    for (Member member : plan.members()) {
      member(member);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void member(Member member) throws IOException {
    json.writeStartObject();
    json.writeNumberField("offset", member.offset());
    json.writeNumberField("size", member.size());
    if (member instanceof FieldMember found) {
      field(found.field());
    } else if (member instanceof CountMember count) {
      json.writeStringField("count_of", count.field().name());
    } else {
      PaddingMember padding = (PaddingMember) member;
      json.writeBooleanField("padding", true);
      if (padding.reserved()) {
        json.writeStringField("reserved", padding.name());
      } else if (padding.gap()) {
        json.writeBooleanField("gap", true);
      }
    }
    json.writeEndObject();
  }

  private void field(Field field) throws IOException {
    json.writeStringField("field", field.name());
    json.writeStringField("type", field.type().spelling());
    if (!LayoutTable.storage(field.type()).isEmpty()) {
      json.writeStringField("storage", LayoutTable.storage(field.type()));
    }
    json.writeBooleanField("atomic", field.atomic());
    if (field.bigEndian()) {
      json.writeStringField("order", "big");
    }
    if (field.tag().isPresent()) {
      json.writeStringField("tag", field.tag().get());
    }
    since(field);
    if (!field.bits().isEmpty()) {
      json.writeArrayFieldStart("bits");
      for (BitRange range : field.bits()) {
        json.writeStartObject();
        json.writeStringField("name", range.name());
        json.writeNumberField("low", range.low());
        json.writeNumberField("high", range.high());
        if (range.enumeration().isPresent()) {
          json.writeStringField("enum", range.enumeration().get().name());
        }
        since(range);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private void region(Region region) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", region.name());
    json.writeStringField("layout_hash", CanonicalLayout.of(schema, region, layouts).hashHex());
    since(region);
    json.writeArrayFieldStart("contents");
    for (Section section : region.contents()) {
      section(section);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void section(Section section) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", section.name());
    SectionPlan plan = layouts.section(section);
    if (plan.isCarrier()) {
      json.writeArrayFieldStart(plan.kind().key());
      for (Object message : plan.values()) {
        json.writeObject(message);
      }
      json.writeEndArray();
    } else {
      json.writeObjectField(plan.kind().key(), plan.values().get(0));
    }
    for (SectionPlan.Fact fact : plan.facts()) {
      String key = fact.key().equals("align") ? "alignment" : fact.key();
      json.writeObjectField(key, fact.value());
    }
    since(section);
    json.writeEndObject();
  }
}
