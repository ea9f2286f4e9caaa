// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.schema.MutexSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/** Makes the view of a mutex. */
final class MutexSectionCode extends SyncSectionCode {

  private final MutexSection section;

  MutexSectionCode(Schema schema, Region region, MutexSection section) {
    super(schema, region, section);
    this.section = section;
  }

  @Override
  public String size() {
    return "TENON_MUTEX_BYTES";
  }

  @Override
  public String flags() {
    return SectionCode.flags(section.recursive() ? "RECURSIVE" : "", section.fair() ? "FAIR" : "");
  }

  @Override
  String usage() {
    return section.fair() ? "Attachments get the mutex in the order in which they came." : "";
  }

  @Override
  boolean isRecursive() {
    return section.recursive();
  }

  @Override
  List<Function> functions() {
    return List.of(
        Function.action("lock", "int64_t timeout_ns"),
        Function.action("unlock"),
        Function.look("bool", "is_held"));
  }
}
