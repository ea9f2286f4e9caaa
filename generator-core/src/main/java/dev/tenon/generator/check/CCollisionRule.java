// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.check.NameScope.Language;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Section.QueueSection;
import dev.tenon.generator.schema.Section.StructSection;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * No two names become one in generated C, where types, functions, enum constants and macros of a
 * header share one scope.
 */
final class CCollisionRule implements Rule {

  @Override
  public void check(Check check) {
    Schema schema = check.schema();
    if (schema.name().isEmpty() || schema.cPrefix().isEmpty()) {
      return;
    }
    NameScope global = new NameScope(check, Language.C);
    reserve(global, schema);
    GivenNameRule.usable(schema.constants())
        .forEach(c -> global.claim(c, CNames.constant(schema, c)));
    for (EnumType type : GivenNameRule.usable(schema.enums())) {
      global.claim(type, CNames.type(schema, type));
      global.claim(type, CNames.type(schema, type) + "_value");
      GivenNameRule.usable(type.values())
          .forEach(v -> global.claim(v, CNames.value(schema, type, v)));
    }
    for (FlagsType type : GivenNameRule.usable(schema.flags())) {
      global.claim(type, CNames.type(schema, type));
      GivenNameRule.usable(type.bits())
          .forEach(bit -> global.claim(bit, CNames.value(schema, type, bit)));
    }
    for (StructType struct : GivenNameRule.usable(schema.structs())) {
      struct(schema, global, struct);
      CEvolution.claim(check, global, struct);
    }
    CCalls.claim(global, schema);
    for (Region region : GivenNameRule.usable(schema.regions())) {
      region(check, global, region);
    }
    for (StructType struct : schema.structs()) {
      members(check, global, struct);
    }
    CCalls.parameters(check, global);
  }

  private static void reserve(NameScope global, Schema schema) {
    global.reserve(
        CNames.schemaConstant(schema, "LAYOUT_HASH"),
        CNames.schemaConstant(schema, "SCHEMA_VERSION"));
    String own = schema.name().toUpperCase(Locale.ROOT) + "_";
    for (String suffix :
        List.of("STATIC_ASSERT", "ALIGNMENT_OF", "ALIGNED", "CHECK_STRUCT", "CHECK_FIELD")) {
      global.reserve(own + suffix);
    }
    String lower = schema.name().toLowerCase(Locale.ROOT);
    global.reserve(
        lower + "_text_length", lower + "_store_text", lower + "_assertion", lower + "_copy_bytes");
  }

  private static void struct(Schema schema, NameScope global, StructType struct) {
    String type = CNames.type(schema, struct);
    global.claim(struct, type);
    for (String suffix : List.of("_SIZE", "_ALIGNMENT", "_MESSAGE_ID", "_INIT")) {
      global.claim(struct, CNames.constant(schema, struct) + suffix);
    }
    for (Field field : GivenNameRule.usable(struct.fields())) {
      String stem = CNames.stem(field);
      if (isText(field)) {
        global.claim(field, type + "_set_" + stem);
        global.claim(field, type + "_" + stem + "_length");
      }
      if (field.atomic()) {
        for (String verb : List.of("load", "store", "exchange", "compare_exchange", "fetch_add")) {
          global.claim(field, type + "_" + verb + "_" + stem);
        }
      }
    }
  }

  private static boolean isText(Field field) {
    return field.type() instanceof StringType
        || (field.type() instanceof ArrayType array && array.innermost() instanceof StringType);
  }

  private static void members(Check check, NameScope global, StructType struct) {
    NameScope scope = new NameScope(check, Language.C);
    check.layouts().plan(struct).members().stream()
        .filter(PaddingMember.class::isInstance)
        .forEach(padding -> scope.reserve(((PaddingMember) padding).name()));
    for (Field field : GivenNameRule.usable(struct.fields())) {
      String member = CNames.member(field);
      if (global.has(member)) {
        scope.reserve(member);
      }
      scope.claim(field, member);
    }
  }

  private static void region(Check check, NameScope global, Region region) {
    String type = CNames.type(check.schema(), region);
    global.claim(region, type);
    for (String verb :
        List.of("create", "attach", "open_or_create", "close", "region", "contract_version")) {
      global.claim(region, type + "_" + verb);
    }
    for (Section section : GivenNameRule.usable(region.contents())) {
      global.claim(section, type + "_get_" + CNames.suffix(section));
      if (section instanceof StructSection struct) {
        CEvolution.claim(check, global, type, struct);
      }
      if (section instanceof QueueSection queue) {
        queue(check, global, queue, type + "_" + CNames.suffix(queue));
      }
    }
  }

  private static void queue(Check check, NameScope global, QueueSection queue, String stem) {
    for (String part :
        List.of("publish", "cancel", "poll", "take", "handler", "on_record", "finish")) {
      global.claim(queue, stem + "_" + part);
    }
    NameScope handler = new NameScope(check, Language.C);
    NameScope functions = new NameScope(check, Language.C);
    for (StructType message : GivenNameRule.usable(queue.messages())) {
      handler.claim(message, CNames.variable(message, Set.of("unknown", "context")));
      String claim = stem + "_claim_" + CNames.suffix(message);
      functions.claim(message, claim);
      functions.claim(message, claim + "_wait");
    }
  }
}
