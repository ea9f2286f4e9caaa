// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import java.util.List;

/** What lies in a section of a region. */
final class Sections {

  private Sections() {}

  /** Names of the structs that a section holds or sends. */
  static List<String> types(Section section) {
    if (section instanceof StructSection struct) {
      return List.of(struct.type().name());
    }
    return ((QueueSection) section).messages().stream().map(StructType::name).toList();
  }
}
