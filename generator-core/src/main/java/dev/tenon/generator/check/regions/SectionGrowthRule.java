// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.regions;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Section;

/**
 * A region grows at its end only: programs find sections by their place, and those of an earlier
 * version skip what lies behind the ones they know.
 */
public final class SectionGrowthRule implements Rule {

  @Override
  public void check(Check check) {
    for (Region region : check.schema().regions()) {
      region.contents().forEach(section -> later(check, region, section));
      order(check, region);
      first(check, region);
    }
  }

  private static void later(Check check, Region region, Section section) {
    int first = Math.max(1, region.since());
    boolean isTold = !check.places().of(section, "since").equals(section.span());
    if (isTold && section.since() == first) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.SECTION_NOT_APPENDED,
                  check.places().of(section, "since"),
                  "'%s' has 'since: %d', but its region '%s' is as old"
                      .formatted(section.name(), first, region.name()))
              .withRelated(region.span(), "since version " + first)
              .withHelp("remove 'since': a section is as old as its region without it"));
    }
  }

  private static void order(Check check, Region region) {
    Section newest = null;
    for (Section section : region.contents()) {
      if (newest != null && section.since() < newest.since()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.SECTION_NOT_APPENDED,
                    newest.span(),
                    "section '%s' of version %d is placed before '%s' of version %d"
                        .formatted(
                            newest.name(),
                            newest.since(),
                            section.name(),
                            Math.max(region.since(), section.since())))
                .withRelated(section.span(), "older")
                .withHelp("move it behind all older sections"));
        return;
      }
      newest = section;
    }
  }

  /** Some section is there from the beginning; otherwise the region is not that old. */
  private static void first(Check check, Region region) {
    int first = Math.max(1, region.since());
    boolean isLater =
        !region.contents().isEmpty()
            && region.contents().stream().allMatch(section -> section.since() > first);
    if (isLater && check.places().isComplete(region)) {
      Section oldest = region.contents().get(0);
      check.report(
          Diagnostic.of(
                  DiagnosticCode.EMPTY_REGION,
                  check.places().of(oldest, "since"),
                  "region '%s' has no section before version %d"
                      .formatted(region.name(), oldest.since()))
              .withRelated(region.span(), "since version " + first)
              .withHelp(
                  "remove 'since' of '%s', or give the region 'since: %d'"
                      .formatted(oldest.name(), oldest.since())));
    }
  }
}
