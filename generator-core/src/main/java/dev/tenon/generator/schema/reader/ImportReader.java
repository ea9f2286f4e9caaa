// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code imports}. */
final class ImportReader {

  private final Reading reading;
  private final TypeTable table;
  private final Importer importer;

  ImportReader(Reading reading, TypeTable table, Importer importer) {
    this.reading = reading;
    this.table = table;
    this.importer = importer;
  }

  /** Reads all imported schemas and makes their data types known. */
  List<Schema> read(Properties properties) {
    List<Schema> schemas = new ArrayList<>();
    for (Node item : properties.sequence("imports").map(Sequence::items).orElse(List.of())) {
      if (!(item instanceof Scalar path) || path.isMissing()) {
        reading.wrongKind(item, "an import", "the path of a schema");
        continue;
      }
      Optional<Schema> schema = importer.read(path);
      schema.filter(s -> schemas.stream().noneMatch(s::equals)).ifPresent(schemas::add);
    }
    schemas.forEach(table::add);
    return schemas;
  }
}
