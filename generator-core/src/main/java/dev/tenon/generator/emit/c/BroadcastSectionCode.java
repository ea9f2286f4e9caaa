// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/** Makes the view of a broadcast. */
final class BroadcastSectionCode extends MessageSectionCode {

  BroadcastSectionCode(Schema schema, Layouts layouts, Region region, BroadcastSection section) {
    super(schema, layouts, region, section);
  }

  @Override
  public String pointed() {
    return "tenon_broadcast";
  }

  @Override
  public String alignment() {
    return "TENON_BROADCAST_ALIGNMENT";
  }

  @Override
  Kind kind() {
    String consumer = names().get("consumer");
    return new Kind(
        "Broadcast",
        "to hold its role",
        "tenon_broadcast_consumer",
        "private memory",
        "the consumers that sleep",
        "One that consumes the broadcast, one of any number.",
        List.of(
            "Begins to consume. For any thread.",
            "",
            "@param last messages to begin with that were published before, or fewer when fewer"
                + " are",
            "    there; 0 for what is published from now on",
            "@param out receives the consumer",
            "@return TENON_OK; TENON_AGAIN when the producer was faster each time; TENON_CORRUPT;",
            "    TENON_TRUNCATED; TENON_SYSTEM; TENON_INVALID in a child after fork()"),
        head("tenon_status", names().get("join"), self(), "uint64_t last", consumer + " **out"),
        "last, ",
        head("tenon_status", names().get("leave"), consumer + " *consumer"),
        head(
            "tenon_broadcast_consumer *",
            names().get("consumer_of"),
            "const " + consumer + " *consumer"),
        "Messages that were overwritten before are counted by tenon_broadcast_missed().",
        "");
  }
}
