// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.yaml.Node.Entry;
import java.util.Optional;

/** Reads structs in a region. */
final class StructSectionReader implements SectionReader {

  private final Reading reading;
  private final StructNames structs;

  StructSectionReader(Reading reading, StructNames structs) {
    this.reading = reading;
    this.structs = structs;
  }

  @Override
  public Construct construct() {
    return Construct.STRUCT_SECTION;
  }

  @Override
  public Optional<Section> read(Entry entry, Properties properties) {
    return properties
        .scalar("struct")
        .flatMap(structs::named)
        .map(
            type ->
                reading.located(
                    new StructSection(
                        reading.names(entry, properties),
                        type,
                        properties.text("doc"),
                        entry.key().span()),
                    properties));
  }
}
