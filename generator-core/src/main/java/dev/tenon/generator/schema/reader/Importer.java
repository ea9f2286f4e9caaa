// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.Optional;

/** Finds the schemas that a schema imports. */
@FunctionalInterface
public interface Importer {

  /**
   * Reads and checks an imported schema.
   *
   * @param path as written, relative to the schema that imports it
   * @return nothing when it cannot be used, which is reported
   */
  Optional<Schema> read(Scalar path);
}
