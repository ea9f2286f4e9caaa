// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructSection;

/** The table of what makes views, one for each kind of section. */
final class SectionCodes {

  private final Schema schema;
  private final Layouts layouts;

  SectionCodes(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
  }

  /** Returns what all sections of a kind share in one file, null for nothing. */
  Record shared(Section.Kind kind) {
    return switch (kind) {
      case STRUCT, LATEST -> null;
      case QUEUE -> QueueSectionCode.shared(schema, layouts);
    };
  }

  /** Returns what makes the view of a section, which stands at an index of the contents. */
  SectionCode of(Region region, Section section, int index) {
    return section.match(
        new Section.Cases<>() {
          @Override
          public SectionCode struct(StructSection struct) {
            return new StructSectionCode(schema, layouts, region, struct, index);
          }

          @Override
          public SectionCode queue(QueueSection queue) {
            return new QueueSectionCode(schema, layouts, region, queue);
          }

          @Override
          public SectionCode latest(LatestSection latest) {
            return new LatestSectionCode(schema, layouts, region, latest, index);
          }
        });
  }
}
