// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.layout.SectionPlan.Extent;
import dev.tenon.generator.layout.SectionPlan.Fact;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.EventSection;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.MutexSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemaphoreSection;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.SyncSection;
import dev.tenon.generator.schema.WorkSection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The table of layout facts, one entry for each kind of section, at one version of the schema. */
final class SectionPlans implements Section.Cases<SectionPlan> {

  // EVENT_BITS words of the shared-memory format.
  private static final long EVENT_BYTES = 128;

  // A MutexTicket for each of PARTICIPANT_SLOTS of the shared-memory format.
  private static final long MUTEX_BYTES = 1024;

  private static final long PERMIT_BYTES = 8;

  private final Layouts layouts;
  private final Predicate<StructType> isThere;
  private final Function<StructType, Version> sizeOf;

  /**
   * Makes the table of a version.
   *
   * @param isThere whether a struct was there at that version
   * @param sizeOf size that it had
   */
  SectionPlans(
      Layouts layouts, Predicate<StructType> isThere, Function<StructType, Version> sizeOf) {
    this.layouts = layouts;
    this.isThere = isThere;
    this.sizeOf = sizeOf;
  }

  @Override
  public SectionPlan struct(StructSection section) {
    Version then = sizeOf.apply(section.type());
    return new SectionPlan(
        section.kind(),
        section.types(),
        names(section.types()),
        false,
        new Extent("", then.size()),
        List.of(Fact.ofStruct("size", then.size()), Fact.ofStruct("align", then.alignment())));
  }

  @Override
  public SectionPlan latest(LatestSection section) {
    Version then = sizeOf.apply(section.type());
    return new SectionPlan(
        section.kind(),
        section.types(),
        names(section.types()),
        false,
        new Extent("value of ", then.size()),
        List.of(Fact.ofStruct("size", then.size()), Fact.ofStruct("align", then.alignment())));
  }

  @Override
  public SectionPlan queue(QueueSection section) {
    return carrier(
        section,
        new Extent(
            section.producers() == 1 ? "ring of " : section.producers() + " rings of ",
            section.capacity()),
        facts(section));
  }

  @Override
  public SectionPlan broadcast(BroadcastSection section) {
    return carrier(
        section,
        new Extent("ring of ", section.capacity()),
        List.of(Fact.own("capacity", section.capacity())));
  }

  @Override
  public SectionPlan work(WorkSection section) {
    return carrier(
        section,
        new Extent("ring of ", section.capacity()),
        List.of(
            Fact.own("capacity", section.capacity()),
            Fact.own("align", layouts.plan(section).recordAlignment()),
            Fact.own("workers", (long) section.workers())));
  }

  @Override
  public SectionPlan event(EventSection section) {
    return sync(
        section,
        section.mode(),
        EVENT_BYTES,
        section.bits().map(type -> Fact.own("bits", type.name())).stream());
  }

  @Override
  public SectionPlan mutex(MutexSection section) {
    return sync(
        section,
        section.mode(),
        MUTEX_BYTES,
        Stream.of(Fact.own("fair", "true")).filter(fact -> section.fair()));
  }

  @Override
  public SectionPlan semaphore(SemaphoreSection section) {
    long permits = section.permits();
    return sync(section, permits, permits * PERMIT_BYTES, Stream.empty());
  }

  private SectionPlan carrier(MessageSection section, Extent extent, List<Fact> facts) {
    List<StructType> messages = section.messages().stream().filter(isThere).toList();
    return new SectionPlan(section.kind(), messages, names(messages), true, extent, facts);
  }

  private static SectionPlan sync(
      SyncSection section, Object value, long bytes, Stream<Fact> facts) {
    return new SectionPlan(
        section.kind(),
        section.types(),
        List.of(value),
        false,
        new Extent("", bytes),
        facts.toList());
  }

  private static List<String> names(List<StructType> structs) {
    return structs.stream().map(StructType::name).toList();
  }

  private List<Fact> facts(QueueSection section) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.own("capacity", section.capacity()));
    facts.add(Fact.own("align", layouts.plan(section).recordAlignment()));
    if (section.producers() != 1) {
      facts.add(Fact.own("producers", (long) section.producers()));
    }
    if (section.stamped()) {
      facts.add(Fact.own("stamped", "true"));
    }
    return facts;
  }
}
