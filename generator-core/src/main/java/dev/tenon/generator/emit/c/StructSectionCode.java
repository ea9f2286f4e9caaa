// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import dev.tenon.generator.emit.c.RegionsView.SizeView;
import dev.tenon.generator.emit.c.StructSectionView.AwaitedView;
import dev.tenon.generator.emit.c.StructSectionView.EvolvedView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructSection;
import java.util.List;

/** Makes the view of a struct in a region. */
final class StructSectionCode implements SectionCode {

  private final Schema schema;
  private final Layouts layouts;
  private final Region region;
  private final StructSection section;
  private final int index;
  private final String macro;

  StructSectionCode(
      Schema schema, Layouts layouts, Region region, StructSection section, int index) {
    this.schema = schema;
    this.layouts = layouts;
    this.region = region;
    this.section = section;
    this.index = index;
    this.macro = CNames.constant(schema, section.type());
  }

  @Override
  public String pointed() {
    return CNames.type(schema, section.type());
  }

  @Override
  public String find() {
    return "tenon_region_struct";
  }

  @Override
  public String alignment() {
    return macro + "_ALIGNMENT";
  }

  @Override
  public String size() {
    return macro + "_SIZE";
  }

  @Override
  public String initial() {
    return new CInitializers(schema, layouts).hasDefaults(section.type()) ? macro + "_INIT" : "";
  }

  @Override
  public List<SizeView> sizes() {
    return SectionCode.sizes(
        layouts.plan(section.type()), section, index, bytes -> Long.toString(bytes));
  }

  @Override
  public SectionParts parts() {
    // What the struct had when the section came, it never lacks here.
    boolean evolving =
        layouts.evolution().isEvolving(section.type())
            && layouts.evolution().complete(section.type()) > section.since();
    return new StructSectionView(
        DocComment.of(
            section,
            0,
            section.doc().isBlank() ? "Shared by all that are attached." : "",
            absence(evolving)),
        head(
            pointed() + " *",
            CIdentifiers.section(schema, region, section).get("get"),
            RegionsCode.self(schema, region)),
        RegionsCode.member(section),
        evolving ? evolved() : null,
        changed(),
        section.awaited().stream().map(this::awaited).toList());
  }

  private String changed() {
    return section.awaited().isEmpty()
        ? ""
        : head(
            "void",
            CIdentifiers.section(schema, region, section).get("changed"),
            RegionsCode.self(schema, region));
  }

  private AwaitedView awaited(Field field) {
    Identifiers names = CIdentifiers.section(schema, region, section);
    CMembers members = new CMembers(schema, section.type());
    String self = RegionsCode.self(schema, region);
    String value = new CTypes(schema).base(field.type()) + " value";
    int since = layouts.evolution().since(section.type(), field);
    return new AwaitedView(
        region.name() + "." + section.name() + "." + field.name(),
        members.member(field),
        since > Math.max(section.since(), region.since()) ? since : 0,
        head("tenon_status", names.get("wait " + field.name()), self, value, "int64_t timeout_ns"),
        head("tenon_status", names.get("set " + field.name()), self, value),
        members.atomic("store", field));
  }

  /** Says in which regions there is no such struct, empty for none. */
  private String absence(boolean evolving) {
    if (evolving) {
      return "NULL in a region of a version before "
          + layouts.evolution().complete(section.type())
          + ", which has fewer fields"
          + (section.isAppended() ? ", and before " + section.since() + " no such section." : ".");
    }
    return section.isAppended()
        ? "NULL in a region of an earlier version, which has no such section."
        : "";
  }

  private EvolvedView evolved() {
    Identifiers names = CIdentifiers.section(schema, region, section);
    String self = RegionsCode.self(schema, region);
    String pointed = pointed() + " *";
    return new EvolvedView(
        pointed(),
        layouts.evolution().complete(section.type()),
        region.name() + "." + section.name(),
        section.type().name(),
        CIdentifiers.growth(schema, section.type(), List.of()).get("upgrade"),
        head(
            section.isAppended() ? "tenon_status" : "void",
            names.get("read"),
            "const " + self,
            pointed + "out"),
        head(pointed, names.get("versioned"), self, "unsigned *version"));
  }
}
