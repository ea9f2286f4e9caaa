// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import dev.tenon.generator.emit.c.RegionsView.SizeView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/** Makes the view of a latest value. */
final class LatestSectionCode implements SectionCode {

  private static final String READER = "tenon_latest_reader *reader";

  private final Schema schema;
  private final Layouts layouts;
  private final Region region;
  private final LatestSection section;
  private final int index;

  LatestSectionCode(
      Schema schema, Layouts layouts, Region region, LatestSection section, int index) {
    this.schema = schema;
    this.layouts = layouts;
    this.region = region;
    this.section = section;
    this.index = index;
  }

  @Override
  public String pointed() {
    return "tenon_latest";
  }

  @Override
  public String find() {
    return "tenon_region_latest";
  }

  @Override
  public String alignment() {
    return "TENON_LATEST_ALIGNMENT";
  }

  @Override
  public String size() {
    return "TENON_LATEST_BYTES(" + CNames.constant(schema, section.type()) + "_SIZE)";
  }

  @Override
  public List<SizeView> sizes() {
    return SectionCode.sizes(
        layouts.plan(section.type()), section, index, "TENON_LATEST_BYTES(%d)"::formatted);
  }

  @Override
  public SectionParts parts() {
    Identifiers names = CIdentifiers.section(schema, region, section);
    String self = RegionsCode.self(schema, region);
    String type = CNames.type(schema, section.type());
    return new LatestSectionView(
        DocComment.of(
            section,
            0,
            "Latest value " + section.name() + " as the runtime sees it.",
            section.isAppended()
                ? "NULL in a region of an earlier version, which has no such section."
                : ""),
        section.name(),
        RegionsCode.member(section),
        head("tenon_latest *", names.get("get"), self),
        section.deadline().map(nanoseconds -> names.get("DEADLINE_NS")).orElse(""),
        section.deadline().orElse(0L),
        head("tenon_status", names.get("publish"), self, "const " + type + " *value"),
        head("tenon_status", names.get("leave_writer"), self),
        head("tenon_status", names.get("read"), self, READER, type + " *out"),
        head("tenon_status", names.get("take"), self, READER, "int64_t timeout_ns", type + " *out"),
        layouts.evolution().isEvolving(section.type())
            ? CIdentifiers.growth(schema, section.type(), List.of()).get("complete")
            : "");
  }
}
