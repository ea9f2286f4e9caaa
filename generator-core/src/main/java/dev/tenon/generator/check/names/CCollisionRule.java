// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.layout.UnionRule;
import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * No two names become one in generated C, where types, functions, enum constants and macros of a
 * header share one scope.
 */
public final class CCollisionRule implements Rule {

  private static final List<String> OWN_MACROS =
      List.of(
          "STATIC_ASSERT",
          "ALIGNMENT_OF",
          "ALIGNED",
          "CAST",
          "NULL",
          "BIG_ENDIAN",
          "BYTE",
          "BIG16",
          "BIG32",
          "BIG64",
          "CHECK_STRUCT",
          "CHECK_FIELD",
          "CHECK_SIZE",
          "MEMBER_SIZE");

  private static final List<String> OWN_FUNCTIONS =
      List.of(
          "text_length",
          "store_text",
          "big16",
          "big32",
          "big64",
          "copy",
          "float_of",
          "bits_of_float",
          "double_of",
          "bits_of_double",
          "invalid",
          "assertion");

  @Override
  public void check(Check check) {
    Schema schema = check.schema();
    if (schema.name().isEmpty()
        || schema.cPrefix().isEmpty()
        || UnionRule.tooMany(schema).isPresent()) {
      return;
    }
    NameScope global = new NameScope(check, Language.C);
    for (Schema imported : schema.imports()) {
      apart(check, imported);
      reserve(global, imported);
      types(global, imported);
      CEvolution.claim(Layouts.of(imported), global, imported);
    }
    reserve(global, schema);
    types(global, schema);
    CEvolution.claim(check.layouts(), global, schema);
    CCalls.claim(global, schema);
    for (Region region : GivenNameRule.usable(schema.regions())) {
      region(check, global, region);
    }
    for (Composite composite : schema.composites()) {
      members(check, global, composite);
    }
    CCalls.parameters(check, global);
  }

  /** Headers that include each other have names of their own. */
  private static void apart(Check check, Schema imported) {
    Schema schema = check.schema();
    if (imported.name().equalsIgnoreCase(schema.name())) {
      clash(check, "schema", "is called '" + schema.name() + "', too", imported);
    } else if (imported.cPrefix().equals(schema.cPrefix())) {
      clash(check, "c.prefix", "has the C prefix '" + schema.cPrefix() + "', too", imported);
    }
  }

  private static void clash(Check check, String key, String what, Schema imported) {
    check
        .places()
        .ofHeader(key)
        .ifPresent(
            span ->
                check.report(
                    Diagnostic.of(
                            DiagnosticCode.C_COLLISION,
                            span,
                            "%s, which is imported, %s".formatted(imported.fileName(), what))
                        .withHelp("the two headers would declare the same names")));
  }

  private static void types(NameScope global, Schema schema) {
    GivenNameRule.usable(schema.constants())
        .forEach(c -> global.claim(c, CNames.constant(schema, c)));
    for (EnumType type : GivenNameRule.usable(schema.enums())) {
      global.claim(type, CNames.type(schema, type));
      global.claim(type, CNames.type(schema, type) + "_value");
      GivenNameRule.usable(type.values())
          .forEach(v -> global.claim(v, CNames.value(schema, type, v)));
      GivenNameRule.usable(type.aliases())
          .forEach(v -> global.claim(v, CNames.value(schema, type, v)));
    }
    for (FlagsType type : GivenNameRule.usable(schema.flags())) {
      global.claim(type, CNames.type(schema, type));
      GivenNameRule.usable(type.bits())
          .forEach(bit -> global.claim(bit, CNames.value(schema, type, bit)));
      GivenNameRule.usable(type.masks())
          .forEach(mask -> global.claim(mask, CNames.value(schema, type, mask)));
    }
    for (Composite composite : GivenNameRule.usable(schema.composites())) {
      composite(schema, global, composite);
    }
  }

  private static void reserve(NameScope global, Schema schema) {
    global.reserve(
        CNames.schemaConstant(schema, "LAYOUT_HASH"),
        CNames.schemaConstant(schema, "SCHEMA_VERSION"));
    String own = schema.name().toUpperCase(Locale.ROOT) + "_";
    OWN_MACROS.forEach(suffix -> global.reserve(own + suffix));
    String lower = schema.name().toLowerCase(Locale.ROOT) + "_";
    OWN_FUNCTIONS.forEach(suffix -> global.reserve(lower + suffix));
    for (long count = 2; count <= Integer.MAX_VALUE; count *= 2) {
      global.reserve(own + "REPEAT_" + count);
    }
    for (StructType struct : schema.structs()) {
      global.reserve(own + "ZERO_" + CNames.constant(schema, struct));
    }
  }

  private static void composite(Schema schema, NameScope global, Composite composite) {
    CMembers names = new CMembers(schema, composite);
    global.claim(composite, CNames.type(schema, composite));
    for (String suffix : List.of("_SIZE", "_ALIGNMENT", "_MESSAGE_ID", "_INIT")) {
      global.claim(composite, CNames.constant(schema, composite) + suffix);
    }
    if (composite instanceof StructType) {
      global.claim(composite, names.validate());
    }
    for (Field field : GivenNameRule.usable(composite.fields())) {
      names.accessors(field).forEach(name -> global.claim(field, name));
      for (BitRange range : GivenNameRule.usable(field.bits())) {
        names.accessors(field, range).forEach(name -> global.claim(range, name));
      }
      CMembers.tagged(field).stream()
          .flatMap(union -> GivenNameRule.usable(union.arms()).stream())
          .flatMap(arm -> names.armAccessors(field, arm).stream())
          .forEach(name -> global.claim(field, name));
    }
  }

  private static void members(Check check, NameScope global, Composite composite) {
    CMembers names = new CMembers(check.schema(), composite);
    NameScope scope = new NameScope(check, Language.C);
    check.layouts().plan(composite).members().stream()
        .filter(member -> member instanceof PaddingMember padding && !padding.reserved())
        .forEach(padding -> scope.reserve(((PaddingMember) padding).name()));
    for (Field field : GivenNameRule.usable(composite.fields())) {
      claim(global, scope, field, names.member(field));
      if (field.type() instanceof ListType) {
        claim(global, scope, field, names.countMember(field));
      }
    }
    if (composite instanceof StructType struct) {
      for (ReservedBytes bytes : GivenNameRule.usable(struct.reserved())) {
        claim(global, scope, bytes, CNames.member(bytes));
      }
    }
  }

  private static void claim(
      NameScope global, NameScope scope, Declaration declaration, String member) {
    if (global.has(member)) {
      scope.reserve(member);
    }
    scope.claim(declaration, member);
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
        CEvolution.claim(check.layouts(), global, type, struct);
      } else if (section instanceof QueueSection queue) {
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
