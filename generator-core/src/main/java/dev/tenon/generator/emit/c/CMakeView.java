// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;

/**
 * What {@code config.cmake.ftl} and {@code config-version.cmake.ftl} print.
 *
 * @param origin what the first line says
 * @param version contract version
 * @param regions whether there is code of regions, callbacks and exports to compile
 */
public record CMakeView(
    String origin,
    String schema,
    int version,
    boolean regions,
    boolean callbacks,
    boolean exports) {

  static CMakeView of(Schema schema, Layouts layouts) {
    return new CMakeView(
        TypesHeader.origin(schema, layouts),
        schema.name(),
        schema.version(),
        !schema.regions().isEmpty(),
        CallbacksCode.isNeeded(schema),
        !schema.exports().isEmpty());
  }
}
