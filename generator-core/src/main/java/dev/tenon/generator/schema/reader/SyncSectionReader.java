// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SyncSection;
import dev.tenon.generator.yaml.Node.Entry;
import java.util.Optional;

/** Reads sections of a region by which programs wait for one another. */
final class SyncSectionReader implements SectionReader {

  private final Reading reading;
  private final Construct construct;
  private final Maker maker;

  /** Makes a section from what all of these have and from what its own properties say. */
  interface Maker {

    /** Returns nothing when it is not known what the section is, which is reported. */
    Optional<? extends SyncSection> make(Properties properties, Names names, String doc, Span span);
  }

  SyncSectionReader(Reading reading, Construct construct, Maker maker) {
    this.reading = reading;
    this.construct = construct;
    this.maker = maker;
  }

  @Override
  public Construct construct() {
    return construct;
  }

  @Override
  public Optional<Section> read(Entry entry, Properties properties) {
    Names names = reading.names(entry, properties);
    return maker
        .make(properties, names, properties.text("doc"), entry.key().span())
        .map(section -> reading.located(section, properties));
  }
}
