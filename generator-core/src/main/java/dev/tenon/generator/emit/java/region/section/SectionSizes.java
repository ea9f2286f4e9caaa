// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.schema.Section;
import java.util.List;

/** Sizes that a section has had, by contract version, as arguments of its descriptor. */
final class SectionSizes {

  private SectionSizes() {}

  /** Returns the arguments, a comma before each; empty when the struct never grew. */
  static CodeBlock of(StructLayoutPlan plan, Section section) {
    List<Version> sizes = plan.changes(Version::size, section.since());
    CodeBlock.Builder code = CodeBlock.builder();
    if (sizes.size() > 1) {
      for (Version version : sizes) {
        code.add(
            ",\n    new $T($L, $L)",
            RuntimeApi.SECTION_SIZE,
            version.since(),
            Place.literal(version.size()));
      }
    }
    return code.build();
  }
}
