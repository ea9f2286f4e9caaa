// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/**
 * View of {@code config.cmake.ftl} and {@code config-version.cmake.ftl}.
 *
 * @param origin text of the first comment: tool version, schema file and layout hash
 * @param schema name of the schema
 * @param version contract version, from 1 to 65535
 * @param imports names of the imported schemas, in the order of the schema
 * @param regions whether there is code of regions to compile
 * @param callbacks whether there is code of callbacks to compile
 * @param exports whether there is code of exports to compile
 * @param calledCallbacks whether the schema is named {@code callbacks}, as is the target of the
 *     callbacks
 * @param calledExports whether the schema is named {@code exports}, as is the target of the exports
 * @param typesTarget name of the target that holds the types and regions
 * @param callbacksTarget name of the target that holds the callbacks
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
