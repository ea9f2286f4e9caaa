// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
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
    List<Span> places = new ArrayList<>();
    Optional<Sequence> list = properties.sequence("imports");
    if (list.isEmpty() && properties.has("imports")) {
      table.markImportFailed();
    }
    for (Node item : list.map(Sequence::items).orElse(List.of())) {
      if (!(item instanceof Scalar path) || path.isMissing()) {
        reading.wrongKind(item, "an import", "the path of a schema");
        table.markImportFailed();
        continue;
      }
      Optional<Schema> schema = importer.read(path);
      if (schema.isEmpty()) {
        table.markImportFailed();
      } else if (indexOf(schemas, schema.get()) >= 0) {
        twice(path, places.get(indexOf(schemas, schema.get())));
      } else {
        reading.places().putHeader(Places.importKey(schemas.size()), path.span());
        schemas.add(schema.get());
        places.add(path.span());
      }
    }
    schemas.forEach(table::add);
    return schemas;
  }

  /** A file is read once, so it is the same object that is found on another way. */
  private static int indexOf(List<Schema> schemas, Schema schema) {
    for (int i = 0; i < schemas.size(); i++) {
      if (schemas.get(i) == schema) {
        return i;
      }
    }
    return -1;
  }

  private void twice(Scalar path, Span first) {
    reading.report(
        Diagnostic.of(
                DiagnosticCode.IMPORT_CLASH,
                path.span(),
                "'%s' is imported twice".formatted(Diagnostic.shortened(path.text())))
            .withRelated(first, "first here"));
  }
}
