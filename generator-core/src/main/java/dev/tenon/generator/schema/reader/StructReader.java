// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads structs, each when it is first needed: a nested struct before the one around it. */
final class StructReader {

  private final Reading reading;
  private final TypeReader types;
  private final FieldReader fields;
  private final Nesting nesting;
  private final ExternReader externs;
  private final OnDemand<StructType> structs;

  StructReader(Reading reading, TypeReader types, FieldReader fields, Nesting nesting) {
    this.reading = reading;
    this.types = types;
    this.fields = fields;
    this.nesting = nesting;
    this.externs = new ExternReader(reading);
    this.structs = new OnDemand<>(nesting, this::read);
  }

  /** All of them, each read when it is first needed. */
  OnDemand<StructType> structs() {
    return structs;
  }

  private Optional<StructType> read(Entry entry) {
    Optional<Properties> found =
        reading.declaration(entry, Construct.STRUCT, StructReader::misplaced);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    List<Field> members = new ArrayList<>();
    List<ReservedBytes> reserved = new ArrayList<>();
    for (Entry field : properties.entries("fields")) {
      if (isReserved(field)) {
        reservedBytes(field, members.size())
            .ifPresentOrElse(reserved::add, properties::markIncomplete);
        continue;
      }
      nesting.enter(entry.name(), field.name());
      Optional<Field> readField = field(field, entry.name());
      nesting.leave(entry.name());
      readField.ifPresentOrElse(members::add, properties::markIncomplete);
    }
    return Optional.of(
        reading.located(
            new StructType(
                reading.names(entry, properties),
                properties.saturatedInt("id"),
                fields.alignment(properties),
                members,
                reserved,
                externs.type(properties, fields),
                properties.text("doc"),
                entry.key().span()),
            properties));
  }

  private static Optional<String> misplaced(String key) {
    return key.equals("size")
        ? Optional.of("'size' tells of a foreign struct: write it in 'extern'")
        : Optional.empty();
  }

  private Optional<Field> field(Entry entry, String struct) {
    return fields.read(
        entry,
        Construct.FIELD,
        text ->
            Optional.of(text)
                .filter(nesting::canRead)
                .flatMap(types::read)
                .filter(type -> nesting.canHold(struct, type, text.span())));
  }

  /** Reads {@code {reserved: N}}, which is no field. */
  private Optional<ReservedBytes> reservedBytes(Entry entry, int before) {
    Optional<Properties> found = reading.declaration(entry, Construct.RESERVED_BYTES);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    OptionalLong bytes = properties.saturatedSize("reserved");
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    if (bytes.getAsLong() < 1 || bytes.getAsLong() > Integer.MAX_VALUE) {
      reading.report(
          Diagnostic.of(
              DiagnosticCode.ARRAY_LENGTH_OUT_OF_RANGE,
              properties.spans().get("reserved"),
              "the number of reserved bytes is %s, not from 1 to %d"
                  .formatted(properties.spans().get("reserved").text(), Integer.MAX_VALUE)));
      return Optional.empty();
    }
    return Optional.of(
        reading.located(
            new ReservedBytes(
                reading.names(entry, properties),
                bytes.getAsLong(),
                before,
                properties.text("doc"),
                entry.key().span()),
            properties));
  }

  private static boolean isReserved(Entry entry) {
    return entry.value() instanceof Mapping mapping && mapping.entry("reserved").isPresent();
  }
}
