// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.regions;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.Region;
import java.util.concurrent.TimeUnit;

/** A latest value is small enough to be copied by each reader, and its deadline is a time. */
public final class LatestRule implements Rule {

  // MAX_LATEST_BYTES of the shared-memory format.
  private static final long MAX_BYTES = 1L << 16;

  private static final long MAX_DEADLINE = TimeUnit.DAYS.toNanos(365);

  @Override
  public void check(Check check) {
    for (Region region : check.schema().regions()) {
      region.contents().stream()
          .filter(LatestSection.class::isInstance)
          .map(LatestSection.class::cast)
          .forEach(latest -> check(check, latest));
    }
  }

  private static void check(Check check, LatestSection latest) {
    long bytes = check.layouts().plan(latest.type()).size();
    if (bytes > MAX_BYTES) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.LATEST_TOO_LARGE,
                  check.places().of(latest, "latest"),
                  "'%s' has %d bytes, too many for a latest value"
                      .formatted(latest.type().name(), bytes))
              .withRelated(latest.type().span(), "declared here")
              .withHelp("each read copies it: publish less, or send it by a queue"));
    }
    if (latest.deadline().isPresent()
        && (latest.deadline().get() < 1 || latest.deadline().get() > MAX_DEADLINE)) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_DEADLINE,
                  check.places().of(latest, "deadline"),
                  "the deadline of '%s' is %s"
                      .formatted(latest.name(), check.places().of(latest, "deadline").text()))
              .withHelp("such as 20ms, or leave it out"));
    }
  }
}
