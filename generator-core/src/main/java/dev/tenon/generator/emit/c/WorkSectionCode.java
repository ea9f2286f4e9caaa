// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.WorkSection;
import java.util.List;

/** Makes the view of work. */
final class WorkSectionCode extends MessageSectionCode {

  private final WorkSection section;

  WorkSectionCode(Schema schema, Layouts layouts, Region region, WorkSection section) {
    super(schema, layouts, region, section);
    this.section = section;
  }

  @Override
  public String pointed() {
    return "tenon_work";
  }

  @Override
  public int count() {
    return section.workers();
  }

  @Override
  Kind kind() {
    String worker = names().get("consumer");
    return new Kind(
        "Work",
        "to hold a role",
        "tenon_worker",
        "shared memory",
        "the workers that sleep",
        "A worker, one of up to " + section.workers() + ".",
        List.of(
            "Becomes a worker. For any thread.",
            "",
            "@param out receives the worker",
            "@return TENON_OK; TENON_BUSY when all workers are there; TENON_TRUNCATED;"
                + " TENON_SYSTEM;",
            "    TENON_INVALID in a child after fork()"),
        head("tenon_status", names().get("join"), self(), worker + " **out"),
        "",
        head("tenon_status", names().get("leave"), worker + " *consumer"),
        head("tenon_worker *", names().get("worker_of"), "const " + worker + " *consumer"),
        "A task is finished when its function returns; tenon_work_refuse() gives it back.",
        "");
  }
}
