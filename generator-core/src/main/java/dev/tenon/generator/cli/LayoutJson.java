// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Section.QueueSection;
import dev.tenon.generator.schema.Section.StructSection;
import dev.tenon.generator.schema.StructType;
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
    json.writeObjectFieldStart("bits");
    for (FlagBit bit : type.bits()) {
      json.writeNumberField(bit.name(), bit.bit());
    }
    json.writeEndObject();
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
      Field field = found.field();
      json.writeStringField("field", field.name());
      json.writeStringField("type", field.type().spelling());
      if (!LayoutTable.storage(field.type()).isEmpty()) {
        json.writeStringField("storage", LayoutTable.storage(field.type()));
      }
      json.writeBooleanField("atomic", field.atomic());
    } else {
      json.writeBooleanField("padding", true);
    }
    json.writeEndObject();
  }

  private void region(Region region) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", region.name());
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
    if (section instanceof StructSection struct) {
      json.writeStringField("struct", struct.type().name());
      json.writeNumberField("size", layouts.plan(struct.type()).size());
      json.writeNumberField("alignment", layouts.plan(struct.type()).alignment());
    } else {
      QueueSection queue = (QueueSection) section;
      json.writeArrayFieldStart("queue");
      for (StructType message : queue.messages()) {
        json.writeString(message.name());
      }
      json.writeEndArray();
      json.writeNumberField("capacity", queue.capacity());
      json.writeNumberField("alignment", layouts.plan(queue).recordAlignment());
    }
    json.writeEndObject();
  }
}
