// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.EventSection;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.MutexSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemaphoreSection;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.WorkSection;
import java.util.Comparator;

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
      case STRUCT, LATEST, EVENT, MUTEX, SEMAPHORE -> null;
      case QUEUE, BROADCAST, WORK ->
          kind == firstWithMessages() ? MessageSectionCode.shared(schema, layouts) : null;
    };
  }

  /** Returns the kind in whose place all that carry messages print what they share. */
  private Section.Kind firstWithMessages() {
    return schema.regions().stream()
        .flatMap(region -> region.contents().stream())
        .filter(MessageSection.class::isInstance)
        .map(Section::kind)
        .min(Comparator.naturalOrder())
        .orElseThrow();
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

          @Override
          public SectionCode broadcast(BroadcastSection broadcast) {
            return new BroadcastSectionCode(schema, layouts, region, broadcast);
          }

          @Override
          public SectionCode work(WorkSection work) {
            return new WorkSectionCode(schema, layouts, region, work);
          }

          @Override
          public SectionCode event(EventSection event) {
            return new EventSectionCode(schema, region, event);
          }

          @Override
          public SectionCode mutex(MutexSection mutex) {
            return new MutexSectionCode(schema, region, mutex);
          }

          @Override
          public SectionCode semaphore(SemaphoreSection semaphore) {
            return new SemaphoreSectionCode(schema, region, semaphore);
          }
        });
  }
}
