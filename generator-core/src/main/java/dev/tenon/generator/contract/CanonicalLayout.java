// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.QueuePlan;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Section.QueueSection;
import dev.tenon.generator.schema.Section.StructSection;
import dev.tenon.generator.schema.StructType;
import java.util.stream.Collectors;

/**
 * The layout as text that is the same for equal layouts: UTF-8, a line for each fact, the first
 * word of a line being its key. Two programs that hold the same text read the same bytes; where
 * they differ, the first differing key names the culprit.
 *
 * <p>Documentation, units, defaults and the contract version are not layout and are not in it.
 */
public final class CanonicalLayout {

  private static final String FORMAT = "tenon-layout 1";

  private final Layouts layouts;
  private final CanonicalLines lines;

  private CanonicalLayout(Schema schema, Layouts layouts) {
    this.layouts = layouts;
    this.lines = new CanonicalLines(layouts);
    lines.line("%s", FORMAT);
    lines.line("schema %s", schema.name());
  }

  /** Returns the layout of everything in a schema. */
  public static LayoutText of(Schema schema, Layouts layouts) {
    CanonicalLayout canonical = new CanonicalLayout(schema, layouts);
    schema.regions().forEach(canonical::region);
    schema.structs().forEach(canonical.lines::reach);
    schema.enums().forEach(canonical.lines::reach);
    schema.flags().forEach(canonical.lines::reach);
    return canonical.lines.finish();
  }

  /** Returns the layout of a region and of what it holds, and of nothing else. */
  public static LayoutText of(Schema schema, Region region, Layouts layouts) {
    CanonicalLayout canonical = new CanonicalLayout(schema, layouts);
    canonical.region(region);
    return canonical.lines.finish();
  }

  private void region(Region region) {
    lines.line("region %s", region.name());
    for (Section section : region.contents()) {
      String key = region.name() + "." + section.name();
      if (section instanceof StructSection struct) {
        lines.reach(struct.type());
        StructLayoutPlan plan = layouts.plan(struct.type());
        lines.line(
            "%s struct %s size %d align %d",
            key, struct.type().name(), plan.size(), plan.alignment());
      } else {
        QueueSection queue = (QueueSection) section;
        queue.messages().forEach(lines::reach);
        QueuePlan plan = layouts.plan(queue);
        lines.line(
            "%s queue capacity %d align %d of %s",
            key,
            queue.capacity(),
            plan.recordAlignment(),
            queue.messages().stream().map(StructType::name).collect(Collectors.joining(" ")));
      }
    }
  }
}
