// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.yaml.Node.Entry;
import java.util.Optional;

/** Reads latest values in a region. */
final class LatestSectionReader implements SectionReader {

  private final Reading reading;
  private final StructNames structs;

  LatestSectionReader(Reading reading, StructNames structs) {
    this.reading = reading;
    this.structs = structs;
  }

  @Override
  public Construct construct() {
    return Construct.LATEST_SECTION;
  }

  @Override
  public Optional<Section> read(Entry entry, Properties properties) {
    Optional<Long> deadline = properties.saturatedDuration("deadline");
    return properties
        .scalar("latest")
        .flatMap(structs::named)
        .map(
            type -> {
              LatestSection section =
                  reading.located(
                      new LatestSection(
                          reading.names(entry, properties),
                          type,
                          deadline,
                          properties.text("doc"),
                          entry.key().span()),
                      properties);
              reading.places().put(section, properties.spans());
              return section;
            });
  }
}
