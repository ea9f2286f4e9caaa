// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.layout.UnionRule;
import dev.tenon.generator.check.names.NameUnit.Name;
import dev.tenon.generator.layout.Evolution;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CMacros;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the names of generated C: one scope for types, functions, enum constants and macros, and
 * one for the members of each struct.
 */
final class CUnits {

  /** The scope of a header. */
  static final String GLOBAL = "header";

  /** Scope of what a member must not hide; a function is no obstacle. */
  private static final String MACROS_AND_TYPES = "macros and types of the header";

  private final Schema schema;
  private final Layouts layouts;
  private final Evolution evolution;
  private final List<NameUnit> units = new ArrayList<>();

  private CUnits(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
    this.evolution = layouts.evolution();
  }

  /** Whether the names of a schema can be listed; other rules report why not. */
  static boolean isPossible(Schema schema) {
    return !schema.name().isEmpty()
        && !schema.cPrefix().isEmpty()
        && UnionRule.tooMany(schema).isEmpty();
  }

  /** Returns all names of a schema, in the order in which they are fixed. */
  static List<NameUnit> of(Schema schema, Layouts layouts) {
    CUnits units = new CUnits(schema, layouts);
    units.reserved();
    units.regions();
    units.calls();
    units.types();
    units.plain();
    return units.units;
  }

  /** Returns the names in the headers of imported schemas. */
  static List<NameUnit> ofImports(Schema schema) {
    List<NameUnit> all = new ArrayList<>();
    for (Schema imported : schema.imports()) {
      CUnits units = new CUnits(imported, Layouts.of(imported));
      units.regions();
      units.calls();
      units.types();
      units.plain();
      all.addAll(units.units);
      for (StructType struct : imported.structs()) {
        all.add(NameUnit.fixed(made(List.of(CIdentifiers.zero(schema, struct)))));
      }
    }
    return all;
  }

  private void add(NameUnit unit) {
    boolean function = unit.owner() instanceof NativeFunction || unit.owner() instanceof Export;
    units.add(
        function
            ? unit
            : new NameUnit(
                unit.owner(), unit.role(), unit.since(), () -> visible(unit.names().get())));
  }

  /** Adds the types and macros among the names, which a member must not hide, to their scope. */
  private static List<Name> visible(List<Name> names) {
    List<Name> all = new ArrayList<>(names);
    names.stream()
        .filter(name -> name.scope().equals(GLOBAL))
        .map(name -> new Name(MACROS_AND_TYPES, "", name.key(), name.shown(), name.isOwn(), true))
        .forEach(all::add);
    return all;
  }

  private static List<Name> made(Collection<String> names) {
    return names.stream().map(name -> Name.made(GLOBAL, name)).toList();
  }

  /** Names of which one is the declaration's own. */
  private static List<Name> all(Collection<String> names, String own) {
    return names.stream()
        .map(name -> name.equals(own) ? Name.own(GLOBAL, name) : Name.made(GLOBAL, name))
        .toList();
  }

  private static List<Name> all(Identifiers names, String role) {
    return all(names.all(), names.get(role));
  }

  private static int since(Declaration owner, Declaration part) {
    return Math.max(owner.since(), part.since());
  }

  private void reserved() {
    add(
        NameUnit.fixed(
            CNames.reservedWords().stream()
                .map(name -> Name.made(GLOBAL, name).as("a reserved word"))
                .toList()));
    add(
        NameUnit.fixed(
            CMacros.names().stream()
                .map(name -> Name.made(GLOBAL, name).as("a macro of a system header"))
                .toList()));
  }

  private void regions() {
    for (Region region : GivenNameRule.usable(schema.regions())) {
      add(
          NameUnit.of(
              region, region.since(), () -> all(CIdentifiers.region(schema, region), "type")));
      for (Section section : GivenNameRule.usable(region.contents())) {
        if (section instanceof MessageSection carrier) {
          messages(region, carrier);
        }
        add(
            NameUnit.of(
                section,
                since(region, section),
                () -> {
                  List<Name> names =
                      new ArrayList<>(made(CIdentifiers.section(schema, region, section).all()));
                  names.add(Name.own("contents of " + region.name(), CNames.suffix(section)));
                  return names;
                }));
      }
    }
  }

  /** Functions of a section that carries messages end with their names. */
  private void messages(Region region, MessageSection section) {
    String scope = "messages of " + region.name() + "." + section.name();
    for (StructType message : GivenNameRule.usable(section.messages())) {
      add(
          NameUnit.of(
              message,
              since(region, section),
              () -> List.of(Name.own(scope, CNames.ofType(schema, message)))));
    }
  }

  private void calls() {
    for (Callback callback : GivenNameRule.usable(schema.callbacks())) {
      add(
          NameUnit.of(
              callback,
              callback.since(),
              () -> all(CIdentifiers.callback(schema, callback), "type")));
    }
    for (Export export : GivenNameRule.usable(schema.exports())) {
      add(
          NameUnit.of(
              export, export.since(), () -> all(CIdentifiers.export(schema, export), "name")));
    }
  }

  private void types() {
    add(NameUnit.fixed(made(CIdentifiers.schema(schema).all())));
    for (Composite composite : GivenNameRule.usable(schema.composites())) {
      add(
          NameUnit.of(
              composite,
              composite.since(),
              () -> {
                List<Name> names =
                    new ArrayList<>(all(CIdentifiers.composite(schema, composite), "type"));
                if (composite instanceof StructType message && message.messageId().isPresent()) {
                  names.addAll(made(CIdentifiers.message(schema, message).all()));
                }
                return names;
              }));
      members(composite);
    }
    for (EnumType type : GivenNameRule.usable(schema.enums())) {
      add(
          NameUnit.of(
              type, type.since(), () -> all(CIdentifiers.enumeration(schema, type), "type")));
      values(type, Stream.concat(type.values().stream(), type.aliases().stream()).toList());
    }
    for (FlagsType type : GivenNameRule.usable(schema.flags())) {
      add(
          NameUnit.of(
              type, type.since(), () -> List.of(Name.own(GLOBAL, CNames.type(schema, type)))));
      values(type, Stream.concat(type.bits().stream(), type.masks().stream()).toList());
    }
    for (StructType struct : GivenNameRule.usable(schema.structs())) {
      if (evolution.isEvolving(struct)) {
        growth(struct);
      }
    }
    schema.composites().forEach(this::arms);
  }

  private void values(Declaration type, List<? extends Declaration> values) {
    for (Declaration value : GivenNameRule.usable(values)) {
      add(
          NameUnit.of(
              value,
              since(type, value),
              () -> {
                String name = CNames.value(schema, type, value);
                return List.of(
                    Name.made(GLOBAL, name),
                    Name.own("values of " + schema.name() + "." + type.name(), name));
              }));
    }
  }

  private void growth(StructType struct) {
    List<Integer> versions = layouts.plan(struct).history().stream().map(Version::since).toList();
    int since = versions.size() > 1 ? versions.get(1) : evolution.complete(struct);
    add(
        new NameUnit(
            struct,
            CIdentifiers.GROWTH,
            Math.max(since, struct.since()),
            () -> made(CIdentifiers.growth(schema, struct, versions).all())));
  }

  private void members(Composite composite) {
    String scope = "members of " + schema.name() + "." + composite.name();
    CMembers names = new CMembers(schema, composite);
    boolean foreign = composite instanceof StructType type && type.extern().isPresent();
    Set<String> padding =
        layouts.plan(composite).members().stream()
            .filter(member -> !foreign)
            .filter(member -> member instanceof PaddingMember bytes && !bytes.reserved())
            .map(member -> ((PaddingMember) member).name())
            .collect(Collectors.toSet());
    add(NameUnit.fixed(padding.stream().map(name -> Name.made(scope, name)).toList()));
    for (Field field : GivenNameRule.usable(composite.fields())) {
      add(NameUnit.of(field, since(composite, field), () -> field(names, field, scope)));
      for (BitRange range : GivenNameRule.usable(field.bits())) {
        add(
            NameUnit.of(
                range,
                Math.max(since(composite, field), range.since()),
                () -> made(names.accessors(field, range))));
      }
    }
    if (composite instanceof StructType struct) {
      for (ReservedBytes bytes : GivenNameRule.usable(struct.reserved())) {
        add(
            NameUnit.of(
                bytes,
                since(struct, bytes),
                () -> List.of(Name.own(scope, CNames.member(bytes)).inside(MACROS_AND_TYPES))));
      }
    }
  }

  private static List<Name> field(CMembers names, Field field, String scope) {
    List<Name> all = new ArrayList<>();
    all.add(Name.own(scope, names.member(field)).inside(MACROS_AND_TYPES));
    if (field.type() instanceof ListType) {
      all.add(Name.made(scope, names.countMember(field)).inside(MACROS_AND_TYPES));
    }
    all.addAll(made(names.accessors(field)));
    return all;
  }

  /** Adds accessors that a struct has for union arms; they yield to the names of the union. */
  private void arms(Composite composite) {
    CMembers names = new CMembers(schema, composite);
    for (Field field : GivenNameRule.usable(composite.fields())) {
      CMembers.tagged(field).stream()
          .flatMap(union -> GivenNameRule.usable(union.arms()).stream())
          .forEach(
              arm ->
                  add(
                      new NameUnit(
                          field,
                          CMembers.role(arm),
                          Math.max(since(composite, field), arm.since()),
                          () -> made(names.armAccessors(field, arm)))));
    }
  }

  /** Adds declarations without derived names. */
  private void plain() {
    for (HandleType handle : GivenNameRule.usable(schema.handles())) {
      own(handle, CNames::type);
    }
    for (NativeFunction function : GivenNameRule.usable(schema.functions())) {
      own(function, CNames::type);
    }
    GivenNameRule.usable(schema.constants()).forEach(c -> own(c, CNames::constant));
  }

  private void own(Declaration declaration, BiFunction<Schema, Declaration, String> name) {
    add(
        NameUnit.of(
            declaration,
            declaration.since(),
            () -> List.of(Name.own(GLOBAL, name.apply(schema, declaration)))));
  }
}
