// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.regions;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Region;

/** A region has something in it, and not more than its table holds. */
public final class RegionRule implements Rule {

  // MAX_SECTIONS of the shared-memory format.
  private static final int MAX_SECTIONS = 1024;

  @Override
  public void check(Check check) {
    for (Region region : check.schema().regions()) {
      int sections = region.contents().size();
      if (sections == 0 && check.places().isComplete(region)) {
        check.report(
            DiagnosticCode.EMPTY_REGION,
            region.span(),
            "region '%s' has no sections".formatted(region.name()));
      } else if (sections > MAX_SECTIONS) {
        check.report(
            DiagnosticCode.TOO_MANY_SECTIONS,
            region.span(),
            "region '%s' has %d sections, at most %d are allowed"
                .formatted(region.name(), sections, MAX_SECTIONS));
      }
    }
  }
}
