// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.regions;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.EventSection;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemaphoreSection;

/** An event has room for all of its flags, and a semaphore a number of permits that can be. */
public final class SyncSectionRule implements Rule {

  // EVENT_BITS of the shared-memory format.
  private static final int EVENT_BITS = 32;

  // MAX_PERMITS of the shared-memory format.
  private static final int MAX_PERMITS = 1024;

  @Override
  public void check(Check check) {
    for (Region region : check.schema().regions()) {
      for (Section section : region.contents()) {
        if (section instanceof EventSection event) {
          event.bits().ifPresent(flags -> bits(check, event, flags));
        } else if (section instanceof SemaphoreSection semaphore) {
          permits(check, semaphore);
        }
      }
    }
  }

  private static void bits(Check check, EventSection event, FlagsType flags) {
    int bits = flags.storage().bytes() * Byte.SIZE;
    if (bits > EVENT_BITS) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.TOO_MANY_EVENT_BITS,
                  check.places().of(event, "bits"),
                  "'%s' has %d bits, an event has room for %d"
                      .formatted(flags.name(), bits, EVENT_BITS))
              .withRelated(flags.span(), "declared here")
              .withHelp("use flags that are stored in u8, u16 or u32"));
    }
  }

  private static void permits(Check check, SemaphoreSection semaphore) {
    if (semaphore.permits() < 1 || semaphore.permits() > MAX_PERMITS) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_PERMITS,
                  check.places().of(semaphore, "semaphore"),
                  "'%s' has %s permits"
                      .formatted(
                          semaphore.name(), check.places().of(semaphore, "semaphore").text()))
              .withHelp("write a number from 1 to " + MAX_PERMITS));
    }
  }
}
