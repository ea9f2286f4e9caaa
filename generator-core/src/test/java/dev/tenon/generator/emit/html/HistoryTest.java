// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.contract.FrozenVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What a page says of the versions of a contract. */
class HistoryTest {

  private static final String GROWN =
      """
      enums: {E: {type: u8, values: {A: 0, B: {value: 1, since: 2}}}}
      structs: {S: {fields: {a: u8, b: {type: u64, since: 3, deprecated: Use a.}}}}
      """;

  @Test
  void eachVersionNamesWhatCameWithItAndItsHash() {
    CompiledSchema compiled = Page.compile(GROWN);
    Page page = Page.withoutCode(compiled, List.of());
    assertThat(version(page, 2)).contains("E.B").doesNotContain("S.b");
    assertThat(version(page, 3)).contains("S.b").doesNotContain("E.B");
    CanonicalLayout.history(compiled.schema(), compiled.layouts())
        .forEach(
            (version, layout) -> assertThat(version(page, version)).contains(layout.hashHex()));
    assertThat(page.text().indexOf("id=\"version-3\""))
        .isLessThan(page.text().indexOf("id=\"version-1\""));
  }

  @Test
  void sinceAndDeprecationStandBesideTheField() {
    Page page = Page.withoutCode(Page.compile(GROWN), List.of());
    assertThat(Page.textOf(page.at("struct-S-b"))).contains("3").contains("Deprecated. Use a.");
    assertThat(Page.textOf(page.at("struct-S").getParentNode()))
        .contains("Before: 1 byte in version 1");
  }

  @Test
  void sectionsOfLaterVersionsStandInTheirVersionAndSayItInTheirRegion() {
    Page page =
        Page.withoutCode(
            Page.compile(
                """
                structs: {S: {fields: {a: u8}}}
                regions: {R: {contents: {first: S, later: {struct: S, since: 2}}}}
                """),
            List.of());
    assertThat(version(page, 2)).contains("R.later").doesNotContain("R.first");
    assertThat(page.at("region-R-later").getTextContent()).contains("2");
    assertThat(page.at("region-R-first").getTextContent()).doesNotContain("2");
  }

  @Test
  void changesOfFrozenVersionsAreListed() {
    Page page =
        Page.withoutCode(
            Page.compile(GROWN),
            List.of(
                new FrozenVersion(1, List.of()),
                new FrozenVersion(2, List.of("E.B came.", "<b>S</b> did not change."))));
    assertThat(version(page, 2)).contains("E.B came.").contains("<b>S</b> did not change.");
  }

  @Test
  void aFirstVersionHasNoHistory() {
    Page page = Page.ofText("structs: {S: {fields: {a: u8}}}");
    assertThat(page.all(e -> e.getAttribute("id").equals("history"))).isEmpty();
  }

  private static String version(Page page, int version) {
    Element heading = page.at("version-" + version);
    return Page.textOf(heading.getParentNode());
  }
}
