// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Mapping;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads enums and flags. */
final class EnumReader {

  private final Reading reading;
  private final TypeReader types;

  EnumReader(Reading reading, TypeReader types) {
    this.reading = reading;
    this.types = types;
  }

  Optional<EnumType> readEnum(Entry entry) {
    return reading
        .declaration(entry, "enum", null, List.of("type", "values"))
        .map(properties -> readEnum(entry, properties));
  }

  private EnumType readEnum(Entry entry, Properties properties) {
    ScalarType storage = storage(properties);
    List<EnumValue> values = new ArrayList<>();
    properties.require("values");
    for (Entry value : entries(properties, "values")) {
      Optional<EnumValue> read = value(value);
      read.ifPresentOrElse(values::add, properties::markIncomplete);
    }
    return reading.located(
        new EnumType(
            reading.names(entry, properties),
            storage,
            values,
            properties.text("doc"),
            entry.key().span()),
        properties);
  }

  private Optional<EnumValue> value(Entry entry) {
    Optional<Properties> found =
        reading.declaration(entry, "enum value", "value", List.of("value"));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    properties.require("value");
    Optional<BigInteger> number = properties.integer("value");
    return number.map(
        n ->
            reading.located(
                new EnumValue(
                    reading.names(entry, properties),
                    n,
                    properties.text("doc"),
                    entry.key().span()),
                properties));
  }

  Optional<FlagsType> readFlags(Entry entry) {
    return reading
        .declaration(entry, "flags", null, List.of("type", "bits"))
        .map(properties -> readFlags(entry, properties));
  }

  private FlagsType readFlags(Entry entry, Properties properties) {
    ScalarType storage = storage(properties);
    List<FlagBit> bits = new ArrayList<>();
    properties.require("bits");
    for (Entry bit : entries(properties, "bits")) {
      Optional<FlagBit> read = bit(bit);
      read.ifPresentOrElse(bits::add, properties::markIncomplete);
    }
    return reading.located(
        new FlagsType(
            reading.names(entry, properties),
            storage,
            bits,
            properties.text("doc"),
            entry.key().span()),
        properties);
  }

  private Optional<FlagBit> bit(Entry entry) {
    Optional<Properties> found = reading.declaration(entry, "flag", "bit", List.of("bit"));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    properties.require("bit");
    OptionalInt number = properties.saturatedInt("bit");
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(
            reading.located(
                new FlagBit(
                    reading.names(entry, properties),
                    number.getAsInt(),
                    properties.text("doc"),
                    entry.key().span()),
                properties));
  }

  /** Returns the storage type; an arbitrary one, marked as incomplete, when it is not known. */
  private ScalarType storage(Properties properties) {
    properties.require("type");
    Optional<ScalarType> storage = properties.scalar("type").flatMap(types::scalar);
    if (storage.isEmpty()) {
      properties.markIncomplete();
    }
    return storage.orElse(ScalarType.U64);
  }

  private static List<Entry> entries(Properties properties, String key) {
    return properties.mapping(key).map(Mapping::entries).orElse(List.of());
  }
}
