// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schemas that a schema imports, and what is theirs. */
public final class Imports {

  private final List<Schema> schemas;
  private final Map<Declaration, Schema> owners = new IdentityHashMap<>();

  /**
   * Takes imported schemas.
   *
   * @param schemas in written order
   */
  public Imports(List<Schema> schemas) {
    this.schemas = List.copyOf(schemas);
    for (Schema schema : schemas) {
      // An imported struct may have a field whose type its schema imports.
      owners.putAll(schema.imported().owners);
      schema.dataTypes().forEach(declaration -> owners.put(declaration, schema));
    }
  }

  /** In written order; what these import is not among them. */
  public List<Schema> schemas() {
    return schemas;
  }

  /** Returns the schema that declares an imported data type or constant; nothing for others. */
  public Optional<Schema> owner(Declaration declaration) {
    Declaration declared = declaration instanceof EnumType type ? type.declaration() : declaration;
    return Optional.ofNullable(owners.get(declared));
  }
}
