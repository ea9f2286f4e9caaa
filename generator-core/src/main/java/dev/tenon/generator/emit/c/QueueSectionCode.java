// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/** Makes the view of a queue. */
final class QueueSectionCode extends MessageSectionCode {

  private final QueueSection section;

  QueueSectionCode(Schema schema, Layouts layouts, Region region, QueueSection section) {
    super(schema, layouts, region, section);
    this.section = section;
  }

  @Override
  public String pointed() {
    return "tenon_queue";
  }

  @Override
  public int count() {
    return section.producers();
  }

  @Override
  public String flags() {
    return SectionCode.flags(section.stamped() ? "STAMPED" : "");
  }

  @Override
  String taken() {
    return section.producers() == 1
        ? super.taken()
        : "all " + section.producers() + " producers are there";
  }

  @Override
  Kind kind() {
    String handler = "const " + names().get("handler") + " *handler";
    return new Kind(
        "Queue",
        "to hold a role",
        "tenon_queue",
        "the queue",
        "the consumer when it sleeps",
        "",
        List.of(),
        "",
        "",
        "",
        "",
        "",
        head("int32_t", names().get("peek"), self(), handler));
  }
}
