// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/**
 * What {@code config.cmake.ftl} and {@code config-version.cmake.ftl} print.
 *
 * @param origin what the first line says
 * @param version contract version
 * @param imports names of the schemas that are imported
 * @param regions whether there is code of regions, callbacks and exports to compile
 * @param calledCallbacks whether the schema has the name of a target, which then brings both; so
 *     has {@code calledExports}
 * @param typesTarget target that holds the types and regions, by the name under which it was made
 * @param callbacksTarget target that holds the callbacks
 */
public record CMakeView(
    String origin,
    String schema,
    int version,
    List<String> imports,
    boolean regions,
    boolean callbacks,
    boolean exports,
    boolean calledCallbacks,
    boolean calledExports,
    String typesTarget,
    String callbacksTarget) {

  static CMakeView of(Schema schema, Origin origin) {
    String name = schema.name();
    boolean regions = !schema.regions().isEmpty();
    boolean calledCallbacks = name.equals("callbacks");
    String typesTarget = regions ? name + "-tenon" : name + "::" + name;
    return new CMakeView(
        origin.line(),
        name,
        schema.version(),
        schema.imports().stream().map(Schema::name).toList(),
        regions,
        CallbacksCode.isNeeded(schema),
        !schema.exports().isEmpty(),
        calledCallbacks,
        name.equals("exports"),
        typesTarget,
        calledCallbacks ? typesTarget : name + "::callbacks");
  }
}
