// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.emit.html.PageView.RegionView;
import dev.tenon.generator.emit.html.PageView.SectionView;
import dev.tenon.generator.layout.SectionPlan;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Section;
import java.util.List;

/** Makes the views of regions. */
final class RegionPart {

  private static final List<String> UNITS = List.of("GiB", "MiB", "KiB");

  private final PageScope scope;

  RegionPart(PageScope scope) {
    this.scope = scope;
  }

  List<RegionView> all() {
    return scope.schema().regions().stream().map(this::region).toList();
  }

  private RegionView region(Region region) {
    List<SectionView> sections =
        region.contents().stream().map(section -> section(region, section)).toList();
    return new RegionView(
        Headings.of(scope, region, List.of(Doc.count(sections.size(), "section"))),
        CanonicalLayout.of(scope.schema(), region, scope.layouts()).hashHex(),
        sections.stream().anyMatch(row -> !row.since().isEmpty()),
        sections.stream().anyMatch(row -> !row.doc().isEmpty() || !row.deprecated().isEmpty()),
        sections,
        Code.of(scope.c().of(region), scope.java().region(region)));
  }

  private SectionView section(Region region, Section section) {
    SectionPlan plan = scope.layouts().section(section);
    SectionPlan.Extent extent = plan.extent();
    return new SectionView(
        Links.id(region, section),
        section.name(),
        plan.kind().key(),
        scope.links().spelled(plan.contents()),
        extent.label().isEmpty()
            ? Doc.count(extent.bytes(), "byte")
            : extent.label() + bytes(extent.bytes()),
        Headings.since(section),
        Headings.deprecated(section),
        Doc.paragraphs(section.doc()));
  }

  /** A capacity, which is a power of two, in its largest unit. */
  private static String bytes(long capacity) {
    for (int i = 0; i < UNITS.size(); i++) {
      long unit = 1L << 10 * (UNITS.size() - i);
      if (capacity >= unit) {
        return capacity / unit + " " + UNITS.get(i);
      }
    }
    return Doc.count(capacity, "byte");
  }
}
