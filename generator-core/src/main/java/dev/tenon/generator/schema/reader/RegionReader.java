// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.yaml.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads regions. */
final class RegionReader {

  private final Reading reading;
  private final SectionReaders sections;

  RegionReader(Reading reading, TypeTable table) {
    this.reading = reading;
    this.sections = new SectionReaders(reading, table);
  }

  Optional<Region> read(Entry entry) {
    Optional<Properties> found = reading.declaration(entry, Construct.REGION);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    List<Section> contents = new ArrayList<>();
    for (Entry section : properties.entries("contents")) {
      sections.read(section).ifPresentOrElse(contents::add, properties::markIncomplete);
    }
    return Optional.of(
        reading.located(
            new Region(
                reading.names(entry, properties),
                contents,
                properties.text("doc"),
                entry.key().span()),
            properties));
  }
}
