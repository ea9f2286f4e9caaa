// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.stream.Stream;

/**
 * One schema file, read and resolved. Lists are in declared order.
 *
 * @param fileName the file's own name, without folders, for the first line of generated files
 * @param name names headers and folders
 * @param version contract version, 1 to 65535
 * @param javaPackage package of the generated classes
 * @param cPrefix what C identifiers start with, without the trailing underscore
 * @param imported the schemas whose data types this one may use
 * @param structs those that the author declared, then the events of batched callbacks
 * @param reservedIds message ids that must not be used again
 * @param span where its name stands
 */
public record Schema(
    String fileName,
    String name,
    int version,
    String doc,
    String javaPackage,
    String cPrefix,
    Imports imported,
    List<Constant> constants,
    List<EnumType> enums,
    List<FlagsType> flags,
    List<UnionType> unions,
    List<StructType> structs,
    List<HandleType> handles,
    List<Callback> callbacks,
    List<NativeFunction> functions,
    List<Export> exports,
    List<Region> regions,
    Reserved reservedIds,
    Span span) {

  public Schema {
    constants = List.copyOf(constants);
    enums = List.copyOf(enums);
    flags = List.copyOf(flags);
    unions = List.copyOf(unions);
    structs = List.copyOf(structs);
    handles = List.copyOf(handles);
    callbacks = List.copyOf(callbacks);
    functions = List.copyOf(functions);
    exports = List.copyOf(exports);
    regions = List.copyOf(regions);
  }

  /** The schemas whose data types this one may use; only these, not their imports. */
  public List<Schema> imports() {
    return imported.schemas();
  }

  /**
   * Returns the schema that declares a data type or a constant: this one, or one that is imported.
   */
  public Schema owner(Declaration declaration) {
    return imported.owner(declaration).orElse(this);
  }

  /** Whether another schema declares it. It has its own names, rules and versions there. */
  public boolean isImported(Declaration declaration) {
    return imported.owner(declaration).isPresent();
  }

  /** All data types and constants: what another schema can import. */
  public Stream<Declaration> dataTypes() {
    return Stream.<List<? extends Declaration>>of(constants, enums, flags, unions, structs)
        .flatMap(List::stream);
  }

  /** Every struct and union of this schema. */
  public List<Composite> composites() {
    return Stream.<List<? extends Composite>>of(structs, unions)
        .<Composite>flatMap(List::stream)
        .toList();
  }
}
