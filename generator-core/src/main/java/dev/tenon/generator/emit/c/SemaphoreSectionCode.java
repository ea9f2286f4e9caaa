// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemaphoreSection;
import java.util.List;

/** Makes the view of a semaphore. */
final class SemaphoreSectionCode extends SyncSectionCode {

  private final SemaphoreSection section;

  SemaphoreSectionCode(Schema schema, Region region, SemaphoreSection section) {
    super(schema, region, section);
    this.section = section;
  }

  @Override
  public String size() {
    return "TENON_SEMAPHORE_BYTES(%d)".formatted(section.permits());
  }

  @Override
  public int count() {
    return section.permits();
  }

  @Override
  String usage() {
    return "It has " + section.permitsInWords() + ".";
  }

  @Override
  List<Function> functions() {
    return List.of(
        Function.action("acquire", "int64_t timeout_ns", "uint32_t *permit"),
        Function.action("release", "uint32_t permit"),
        Function.look("uint32_t", "available"));
  }
}
