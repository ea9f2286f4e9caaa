// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.RuntimeApi;
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
            boolean plain = queue.producers() == 1 && !queue.stamped();
            return messages(
                queue,
                index,
                CodeBlock.of(
                    ".queue($S, $L, $L$L)",
                    queue.name(),
                    Place.literal(queue.capacity()),
                    layouts.plan(queue).recordAlignment(),
                    plain ? "" : ", " + queue.producers() + ", " + queue.stamped()),
                queue.producers() == 1
                    ? "one producer, one consumer"
                    : "up to " + queue.producers() + " producers, one consumer");
          }

          @Override
          public SectionEmitter latest(LatestSection latest) {
            return new LatestSectionEmitter(schema, region, latest, index, layouts, types);
          }

          @Override
          public SectionEmitter broadcast(BroadcastSection broadcast) {
            return messages(
                broadcast,
                index,
                CodeBlock.of(
                    ".broadcast($S, $L)", broadcast.name(), Place.literal(broadcast.capacity())),
                "one producer, any number of consumers");
          }

          @Override
          public SectionEmitter work(WorkSection work) {
            return messages(
                work,
                index,
                CodeBlock.of(
                    ".work($S, $L, $L, $L)",
                    work.name(),
                    Place.literal(work.capacity()),
                    layouts.plan(work).recordAlignment(),
                    work.workers()),
                "one producer, up to " + work.workers() + " workers");
          }

          @Override
          public SectionEmitter event(EventSection event) {
            String reset = event.manual() ? "which is reset by hand" : "which resets itself";
            return new SyncSectionEmitter(
                CodeBlock.of(
                    ".event($S, $L, $L)", event.name(), event.manual(), event.bits().isPresent()),
                event.bits().isPresent() ? RuntimeApi.EVENT_FLAGS : RuntimeApi.EVENT,
                event.bits().isPresent() ? "eventFlags" : "event",
                index,
                "the event, "
                    + reset
                    + event
                        .bits()
                        .map(flags -> "; masks: {@link " + types.link(flags) + "}")
                        .orElse(""));
          }

          @Override
          public SectionEmitter mutex(MutexSection mutex) {
            return new SyncSectionEmitter(
                CodeBlock.of(".mutex($S, $L, $L)", mutex.name(), mutex.recursive(), mutex.fair()),
                RuntimeApi.MUTEX,
                "mutex",
                index,
                "the "
                    + (mutex.recursive() ? "recursive mutex" : "mutex")
                    + (mutex.fair() ? ", locked in the order of arrival" : ""));
          }

          @Override
          public SectionEmitter semaphore(SemaphoreSection semaphore) {
            return new SyncSectionEmitter(
                CodeBlock.of(".semaphore($S, $L)", semaphore.name(), semaphore.permits()),
                RuntimeApi.SEMAPHORE,
                "semaphore",
                index,
                "the semaphore, which has " + semaphore.permitsInWords());
          }
        });
  }

  private SectionEmitter messages(
      MessageSection section, int index, CodeBlock descriptor, String ends) {
    return new MessageSectionEmitter(
        schema, region, section, descriptor, ends, index, layouts, types);
  }
}
