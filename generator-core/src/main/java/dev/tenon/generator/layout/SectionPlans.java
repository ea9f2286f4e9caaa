// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.layout.SectionPlan.Extent;
import dev.tenon.generator.layout.SectionPlan.Fact;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.WorkSection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The table of layout facts, one entry for each kind of section, at one version of the schema. */
final class SectionPlans implements Section.Cases<SectionPlan> {

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
        false,
        new Extent("value of ", then.size()),
        List.of(Fact.ofStruct("size", then.size()), Fact.ofStruct("align", then.alignment())));
  }

  @Override
  public SectionPlan queue(QueueSection section) {
    return new SectionPlan(
        section.kind(),
        section.types().stream().filter(isThere).toList(),
        true,
        new Extent(
            section.producers() == 1 ? "ring of " : section.producers() + " rings of ",
            section.capacity()),
        facts(section));
  }

  @Override
  public SectionPlan broadcast(BroadcastSection section) {
    return new SectionPlan(
        section.kind(),
        section.types().stream().filter(isThere).toList(),
        true,
        new Extent("ring of ", section.capacity()),
        List.of(Fact.own("capacity", section.capacity())));
  }

  @Override
  public SectionPlan work(WorkSection section) {
    return new SectionPlan(
        section.kind(),
        section.types().stream().filter(isThere).toList(),
        true,
        new Extent("ring of ", section.capacity()),
        List.of(
            Fact.own("capacity", section.capacity()),
            Fact.own("align", layouts.plan(section).recordAlignment()),
            Fact.own("workers", (long) section.workers())));
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
