// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;

/** Names in C that there are because a struct has grown. */
final class CEvolution {

  private CEvolution() {}

  static void claim(Layouts layouts, NameScope global, Schema schema) {
    GivenNameRule.usable(schema.structs()).stream()
        .filter(layouts.evolution()::isEvolving)
        .forEach(struct -> claim(layouts, global, schema, struct));
  }

  private static void claim(Layouts layouts, NameScope global, Schema schema, StructType struct) {
    global.claim(struct, CNames.type(schema, struct) + "_complete");
    global.claim(struct, CNames.type(schema, struct) + "_upgrade");
    for (Version version : layouts.plan(struct).history()) {
      global.claim(struct, CNames.constant(schema, struct) + "_SIZE_V" + version.since());
    }
  }

  /**
   * The functions of a struct in a region.
   *
   * @param region start of the region's names
   */
  static void claim(Layouts layouts, NameScope global, String region, StructSection section) {
    if (layouts.evolution().isEvolving(section.type())) {
      global.claim(section, region + "_read_" + CNames.suffix(section));
      global.claim(section, region + "_get_" + CNames.suffix(section) + "_versioned");
    }
  }
}
