// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.contract.DescriptionText;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.emit.RequiredRuntime;
import dev.tenon.generator.emit.ToolVersion;
import dev.tenon.generator.emit.c.RegionsView.KindView;
import dev.tenon.generator.emit.c.RegionsView.RegionView;
import dev.tenon.generator.emit.c.RegionsView.SectionView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Makes the view of the code of regions. */
final class RegionsCode {

  private static final int HASH_BYTES_PER_LINE = 8;

  private final Schema schema;
  private final Layouts layouts;
  private final Origin origin;
  private final SectionCodes codes;

  private RegionsCode(Schema schema, Layouts layouts, Origin origin) {
    this.schema = schema;
    this.origin = origin;
    this.layouts = layouts;
    this.codes = new SectionCodes(schema, layouts);
  }

  static RegionsView of(Schema schema, Layouts layouts, Origin origin) {
    return new RegionsCode(schema, layouts, origin).view();
  }

  private RegionsView view() {
    List<RegionView> regions = schema.regions().stream().map(this::region).toList();
    List<KindView> kinds =
        schema.regions().stream()
            .flatMap(region -> region.contents().stream())
            .map(Section::kind)
            .distinct()
            .sorted()
            .map(kind -> new KindView(kind.key(), codes.shared(kind)))
            .toList();
    return new RegionsView(
        origin.line(),
        schema.name(),
        schema.name().toUpperCase(Locale.ROOT),
        RequiredRuntime.API,
        CNames.schemaConstant(schema, "SCHEMA_VERSION"),
        CLiterals.text(ToolVersion.tag()),
        regions.stream().anyMatch(region -> region.longText() || region.longDescription()),
        kinds,
        regions);
  }

  private RegionView region(Region region) {
    LayoutText layout = CanonicalLayout.of(schema, region, layouts);
    String description = DescriptionText.of(schema, region, layouts);
    Identifiers names = CIdentifiers.region(schema, region);
    String type = names.get("type");
    String self = self(schema, region);
    List<Section> contents = region.contents();
    List<SectionCode> made =
        IntStream.range(0, contents.size())
            .mapToObj(index -> codes.of(region, contents.get(index), index))
            .toList();
    List<SectionView> sections =
        IntStream.range(0, contents.size())
            .mapToObj(index -> section(region, contents.get(index), index, made.get(index)))
            .toList();
    return new RegionView(
        DocComment.of(
            region,
            0,
            region.doc().isBlank()
                ? "A region %s that is open in this process.".formatted(region.name())
                : ""),
        region.name(),
        type,
        CNames.variable(schema, region, CIdentifiers.LOCALS),
        names.byRole(),
        opener(names, "create"),
        opener(names, "attach"),
        opener(names, "open_or_create"),
        head("tenon_status", names.get("remove"), "const char *name"),
        head("tenon_status", names.get("close"), self),
        head("tenon_region *", names.get("region"), self),
        head("uint16_t", names.get("contract_version"), "const " + self),
        CLiterals.lines(layout.text()),
        CLiterals.isLong(layout.text()),
        hash(layout.hash()),
        CLiterals.lines(description),
        CLiterals.isLong(description),
        sections,
        IntStream.range(0, contents.size())
            .boxed()
            .sorted(Comparator.comparing(index -> contents.get(index).kind()))
            .map(sections::get)
            .toList(),
        made.stream().flatMap(code -> code.sizes().stream()).toList());
  }

  private static String opener(Identifiers names, String verb) {
    return head(
        "tenon_status",
        names.get(verb),
        "const char *name",
        "const tenon_region_options *options",
        names.get("type") + " **out");
  }

  private static List<String> hash(byte[] hash) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < hash.length; start += HASH_BYTES_PER_LINE) {
      lines.add(
          String.join(
              ", ",
              IntStream.range(start, Math.min(hash.length, start + HASH_BYTES_PER_LINE))
                  .mapToObj(i -> "0x%02x".formatted(hash[i]))
                  .toList()));
    }
    return lines;
  }

  private SectionView section(Region region, Section section, int index, SectionCode code) {
    String member = member(section);
    Identifiers names = CIdentifiers.section(schema, region, section);
    String initial = names.get("initial");
    boolean hasInitial = !code.initial().isEmpty();
    return new SectionView(
        section.kind().key(),
        "TENON_SECTION_KIND_" + section.kind().name(),
        CLiterals.text(section.name()),
        index,
        code.pointed() + " *" + member,
        member,
        code.find(),
        code.alignment(),
        code.size(),
        hasInitial ? code.pointed() + " " + initial + " = " + code.initial() : "",
        hasInitial ? "&" + initial : "NULL",
        section.since(),
        code.count(),
        code.flags(),
        section.isAppended() ? head("bool", names.get("has"), "const " + self(schema, region)) : "",
        code.parts());
  }

  /** The parameter by which every function of a region gets it. */
  static String self(Schema schema, Region region) {
    return CNames.type(schema, region)
        + " *"
        + CNames.variable(schema, region, CIdentifiers.LOCALS);
  }

  /** The member of a region's struct that points to a section. */
  static String member(Section section) {
    return CNames.variable(section, CIdentifiers.MEMBERS);
  }
}
