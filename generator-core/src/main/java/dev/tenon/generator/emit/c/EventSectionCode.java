// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.schema.EventSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/** Makes the view of an event. */
final class EventSectionCode extends SyncSectionCode {

  private static final String TIMEOUT = "int64_t timeout_ns";

  private final Schema schema;
  private final EventSection section;

  EventSectionCode(Schema schema, Region region, EventSection section) {
    super(schema, region, section);
    this.schema = schema;
    this.section = section;
  }

  @Override
  public String size() {
    return "TENON_EVENT_BYTES";
  }

  @Override
  public String flags() {
    return SectionCode.flags(
        section.manual() ? "MANUAL" : "", section.bits().isPresent() ? "NAMED_BITS" : "");
  }

  @Override
  String usage() {
    return section.manual()
        ? "A bit that is set ends every wait for it until it is reset."
        : "A bit that is set ends one wait for it, which clears it.";
  }

  @Override
  String bits() {
    return section.bits().map(flags -> new CTypes(schema).base(flags)).orElse("");
  }

  @Override
  List<Function> functions() {
    if (section.bits().isEmpty()) {
      return List.of(
          Function.action("signal"),
          Function.action("signal_all"),
          Function.action("reset"),
          Function.look("bool", "is_set"),
          Function.action("wait", TIMEOUT));
    }
    String bits = bits() + " bits";
    return List.of(
        Function.action("signal", bits),
        Function.action("signal_all", bits),
        Function.action("reset", bits),
        Function.look(bits(), "bits"),
        Function.action("wait_any", bits, TIMEOUT, bits() + " *given"),
        Function.action("wait_all", bits, TIMEOUT));
  }
}
