// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.Section;
import dev.tenon.generator.yaml.Node.Entry;
import java.util.Optional;

/** Reads the sections of one kind. */
interface SectionReader {

  /** The mapping that such a section is. */
  Construct construct();

  /** Reads a section; empty when it is not known what it holds, which is reported then. */
  Optional<Section> read(Entry entry, Properties properties);
}
