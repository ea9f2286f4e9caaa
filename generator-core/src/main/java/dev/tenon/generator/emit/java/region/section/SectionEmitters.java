// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructSection;

/** The table of emitters, one for each kind of section. */
public final class SectionEmitters {

  private final Schema schema;
  private final Region region;
  private final Layouts layouts;
  private final JavaTypes types;

  public SectionEmitters(Schema schema, Region region, Layouts layouts, JavaTypes types) {
    this.schema = schema;
    this.region = region;
    this.layouts = layouts;
    this.types = types;
  }

  /** Returns the emitter of a section, which stands at an index of the region's contents. */
  public SectionEmitter of(Section section, int index) {
    return section.match(
        new Section.Cases<>() {
          @Override
          public SectionEmitter struct(StructSection struct) {
            return new StructSectionEmitter(schema, region, struct, index, layouts, types);
          }

          @Override
          public SectionEmitter queue(QueueSection queue) {
            return new QueueEmitter(schema, region, queue, index, layouts, types);
          }

          @Override
          public SectionEmitter latest(LatestSection latest) {
            return new LatestSectionEmitter(schema, region, latest, index, layouts, types);
          }
        });
  }
}
