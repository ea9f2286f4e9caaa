// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.Optional;

/** Reads handles. */
final class HandleReader {

  private final Reading reading;

  HandleReader(Reading reading) {
    this.reading = reading;
  }

  Optional<HandleType> read(Entry entry) {
    return reading.declaration(entry, Construct.HANDLE).map(properties -> read(entry, properties));
  }

  private HandleType read(Entry entry, Properties properties) {
    return reading.located(
        new HandleType(
            reading.names(entry, properties).in(new ExternReader(reading).handle(properties)),
            properties.scalar("release").map(Scalar::text),
            properties.text("doc"),
            entry.key().span()),
        properties);
  }
}
