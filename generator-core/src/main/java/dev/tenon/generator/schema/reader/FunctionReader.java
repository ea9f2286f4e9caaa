// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.reader.SignatureReader.Read;
import dev.tenon.generator.yaml.Node.Entry;
import java.util.Optional;

/** Reads the functions of either language: those of C, and those that Java exports. */
final class FunctionReader {

  private final Reading reading;
  private final SignatureReader signatures;
  private final OnErrorReader onErrors;
  private final ExternReader externs;

  FunctionReader(Reading reading, SignatureReader signatures, OnErrorReader onErrors) {
    this.reading = reading;
    this.signatures = signatures;
    this.onErrors = onErrors;
    this.externs = new ExternReader(reading);
  }

  Optional<NativeFunction> readFunction(Entry entry) {
    return reading
        .declaration(entry, Construct.FUNCTION)
        .map(properties -> function(entry, properties));
  }

  private NativeFunction function(Entry entry, Properties properties) {
    Read read = signatures.read(properties);
    return reading.located(
        new NativeFunction(
            reading.names(entry, properties).in(externs.whole(properties)),
            read.signature(),
            properties.bool("errno").orElse(false),
            properties.bool("critical").orElse(false),
            properties.bool("blocking").orElse(false),
            properties.text("doc"),
            entry.key().span()),
        properties);
  }

  Optional<Export> readExport(Entry entry) {
    return reading
        .declaration(entry, Construct.EXPORT)
        .map(properties -> export(entry, properties));
  }

  private Export export(Entry entry, Properties properties) {
    Read read = signatures.read(properties);
    return reading.located(
        new Export(
            reading.names(entry, properties),
            read.signature(),
            onErrors.read(entry, properties, read),
            properties.text("doc"),
            entry.key().span()),
        properties);
  }
}
