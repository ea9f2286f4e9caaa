// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/**
 * One schema file, read and resolved. Lists are in declared order.
 *
 * @param fileName the file's own name, without folders, for the first line of generated files
 * @param name names headers and folders
 * @param version contract version, 1 to 65535
 * @param javaPackage package of the generated classes
 * @param cPrefix what C identifiers start with, without the trailing underscore
 * @param structs those that the author declared, then the events of batched callbacks
 */
public record Schema(
    String fileName,
    String name,
    int version,
    String doc,
    String javaPackage,
    String cPrefix,
    List<Constant> constants,
    List<EnumType> enums,
    List<FlagsType> flags,
    List<StructType> structs,
    List<HandleType> handles,
    List<Callback> callbacks,
    List<NativeFunction> functions,
    List<Export> exports,
    List<Region> regions,
    Span span) {

  public Schema {
    constants = List.copyOf(constants);
    enums = List.copyOf(enums);
    flags = List.copyOf(flags);
    structs = List.copyOf(structs);
    handles = List.copyOf(handles);
    callbacks = List.copyOf(callbacks);
    functions = List.copyOf(functions);
    exports = List.copyOf(exports);
    regions = List.copyOf(regions);
  }
}
