// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;

/**
 * What {@code config.cmake.ftl} prints.
 *
 * @param origin what the first line says
 * @param regions whether there is code to compile, which needs the runtime
 */
public record CMakeView(String origin, String schema, boolean regions) {

  static CMakeView of(Schema schema, Layouts layouts) {
    return new CMakeView(
        TypesHeader.origin(schema, layouts), schema.name(), !schema.regions().isEmpty());
  }
}
