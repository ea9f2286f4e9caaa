// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CompositeView.MemberView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.ExternType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the views of structs and unions. */
final class CompositeViews {

  // i386 aligns 8-byte scalars to 4 bytes in structs; up to 4 all systems agree.
  private static final long AGREED_ALIGNMENT = 4;

  private static final int MEMBER_INDENT = 4;

  private final Schema schema;
  private final Layouts layouts;
  private final CTypes types;
  private final CInitializers initializers;
  private final FieldDocs docs;
  private final ValidateFunctions validations;

  CompositeViews(Schema schema, Layouts layouts, CInitializers initializers) {
    this.schema = schema;
    this.layouts = layouts;
    this.types = new CTypes(schema);
    this.initializers = initializers;
    this.docs = new FieldDocs(schema, initializers);
    this.validations = new ValidateFunctions(schema);
  }

  /** All structs and unions, each after those that it is made of, as C wants them. */
  List<CompositeView> all() {
    return ordered().stream().map(this::view).toList();
  }

  List<Composite> ordered() {
    Map<String, Composite> ordered = new LinkedHashMap<>();
    schema.composites().forEach(composite -> define(composite, ordered));
    return List.copyOf(ordered.values());
  }

  private void define(Composite composite, Map<String, Composite> defined) {
    if (!defined.containsKey(composite.name()) && !schema.isImported(composite)) {
      for (Field field : composite.fields()) {
        if (field.valueType() instanceof Composite nested) {
          define(nested, defined);
        }
      }
      defined.put(composite.name(), composite);
    }
  }

  private static boolean needsAlignment(StructLayoutPlan plan) {
    return plan.alignment() > AGREED_ALIGNMENT || plan.alignment() > plan.naturalAlignment();
  }

  private CompositeView view(Composite composite) {
    StructLayoutPlan plan = layouts.plan(composite);
    Optional<StructType> struct =
        composite instanceof StructType type ? Optional.of(type) : Optional.empty();
    Optional<ExternType> extern = struct.flatMap(StructType::extern);
    List<MemberView> members = members(plan, extern.isPresent());
    return new CompositeView(
        DocComment.of(composite, 0),
        struct.isPresent() ? "struct" : "union",
        extern.map(ExternType::c).orElse(""),
        CNames.type(schema, composite),
        CNames.constant(schema, composite),
        plan.size(),
        plan.alignment(),
        struct
            .filter(type -> type.messageId().isPresent())
            .map(type -> Integer.toString(type.messageId().getAsInt()))
            .orElse(""),
        members.stream().mapToInt(member -> member.declaration().length()).max().orElse(0),
        members,
        MacroView.of(
            CNames.constant(schema, composite) + "_INIT",
            struct.map(initializers::members).orElse(List.of("{0}"))),
        new TextFunctions(schema).of(composite),
        new BigEndianFunctions(schema).of(composite),
        new BitsFunctions(schema).of(composite),
        new ListFunctions(schema).of(composite),
        new ArmFunctions(schema, layouts, initializers).of(composite),
        struct.map(validations::of).orElse(List.of()),
        new AtomicFunctions(schema).of(composite));
  }

  private List<MemberView> members(StructLayoutPlan plan, boolean foreign) {
    CMembers names = new CMembers(schema, plan.composite());
    List<MemberView> views = new ArrayList<>();
    String specifier =
        needsAlignment(plan)
            ? HeaderNames.own(schema, "ALIGNED") + "(" + plan.alignment() + ") "
            : "";
    if (plan.composite() instanceof UnionType) {
      String name = names.bytesMember();
      String declaration = specifier + "uint8_t " + name + "[" + plan.size() + "];";
      views.add(
          new MemberView(List.of(), declaration, name, 0, plan.size(), ", all of it", true, true));
    }
    for (Member member : plan.members()) {
      String start = views.isEmpty() ? specifier : "";
      if (member instanceof FieldMember field) {
        views.add(field(names, field, start, foreign));
      } else if (member instanceof CountMember count) {
        views.add(count(names, count, start));
      } else if (!foreign) {
        views.add(bytes(plan.composite(), (PaddingMember) member, start));
      }
    }
    return views;
  }

  private MemberView field(CMembers names, FieldMember member, String specifier, boolean foreign) {
    Field field = member.field();
    String name = names.member(field);
    return new MemberView(
        docs.lines(field, MEMBER_INDENT),
        specifier + types.stored(field) + " " + name + types.extents(field.type()) + ";",
        name,
        member.offset(),
        member.size(),
        docs.note(field),
        true,
        foreign || names.owner() instanceof UnionType);
  }

  private MemberView count(CMembers names, CountMember member, String specifier) {
    String name = names.countMember(member.field());
    return new MemberView(
        List.of(),
        specifier + "uint32_t " + name + ";",
        name,
        member.offset(),
        member.size(),
        ", elements of " + names.member(member.field()),
        true,
        false);
  }

  private MemberView bytes(Composite owner, PaddingMember member, String specifier) {
    Optional<ReservedBytes> reserved =
        member.reserved() && owner instanceof StructType struct
            ? struct.reserved().stream().filter(r -> r.name().equals(member.name())).findFirst()
            : Optional.empty();
    String name = reserved.map(CNames::member).orElse(member.name());
    return new MemberView(
        reserved.map(r -> DocComment.of(r, MEMBER_INDENT)).orElse(List.of()),
        specifier + "uint8_t " + name + "[" + member.size() + "];",
        name,
        member.offset(),
        member.size(),
        reserved.isPresent() ? ", reserved" : "",
        reserved.isPresent(),
        false);
  }
}
