// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.EnumAlias;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.ForeignName;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads enums. */
final class EnumReader {

  private static final String ALIAS = "alias_of";

  private final Reading reading;
  private final TypeReader types;
  private final ReservedReader reserved;
  private final ExternReader externs;

  EnumReader(Reading reading, TypeReader types, ReservedReader reserved) {
    this.reading = reading;
    this.types = types;
    this.reserved = reserved;
    this.externs = new ExternReader(reading);
  }

  Optional<EnumType> read(Entry entry) {
    return reading.declaration(entry, Construct.ENUM).map(properties -> read(entry, properties));
  }

  private EnumType read(Entry entry, Properties properties) {
    ScalarType storage = types.storage(properties);
    List<EnumValue> values = new ArrayList<>();
    List<Alias> aliases = new ArrayList<>();
    Optional<ForeignName> foreign = externs.whole(properties);
    for (Entry value : properties.entries("values")) {
      value(value, foreign, values, aliases, properties);
    }
    return reading.located(
        new EnumType(
            reading.names(entry, properties).in(foreign),
            storage,
            values,
            resolve(aliases, values, properties),
            reserved.numbersAndNames(properties, "reserved"),
            Optional.empty(),
            properties.text("doc"),
            entry.key().span()),
        properties);
  }

  /** A second name whose value may be declared behind it. */
  private record Alias(
      Entry entry, Properties properties, Scalar target, Optional<ForeignName> foreign) {}

  private void value(
      Entry entry,
      Optional<ForeignName> around,
      List<EnumValue> values,
      List<Alias> aliases,
      Properties owner) {
    Optional<Properties> found = reading.declaration(entry, Construct.ENUM_VALUE);
    if (found.isEmpty()) {
      owner.markIncomplete();
      return;
    }
    Properties properties = found.get();
    Optional<ForeignName> foreign =
        properties.has(ALIAS)
            ? externs.further(properties, around)
            : externs.part(properties, around);
    if (properties.has(ALIAS)) {
      if (properties.has("value")) {
        reading.report(
            Diagnostic.of(
                DiagnosticCode.UNKNOWN_KEY,
                properties.keySpan("value"),
                "'%s' is an alias and has no value of its own"
                    .formatted(Diagnostic.shortened(entry.name()))));
      }
      properties
          .scalar(ALIAS)
          .ifPresentOrElse(
              target -> aliases.add(new Alias(entry, properties, target, foreign)),
              owner::markIncomplete);
      return;
    }
    properties.require("value");
    properties
        .integer("value")
        .map(
            number ->
                reading.located(
                    new EnumValue(
                        reading.names(entry, properties).in(foreign),
                        number,
                        properties.text("doc"),
                        entry.key().span()),
                    properties))
        .ifPresentOrElse(values::add, owner::markIncomplete);
  }

  private List<EnumAlias> resolve(
      List<Alias> aliases, List<EnumValue> values, Properties properties) {
    List<EnumAlias> resolved = new ArrayList<>();
    Map<String, EnumValue> byName = new HashMap<>();
    values.forEach(value -> byName.put(value.name(), value));
    Map<String, Scalar> targets = new HashMap<>();
    aliases.forEach(alias -> targets.put(alias.entry().name(), alias.target()));
    boolean complete = properties.isComplete();
    for (Alias alias : aliases) {
      EnumValue value = byName.get(alias.target().text());
      if (value != null) {
        resolved.add(
            reading.located(
                new EnumAlias(
                    reading.names(alias.entry(), alias.properties()).in(alias.foreign()),
                    value,
                    alias.properties().text("doc"),
                    alias.entry().key().span()),
                alias.properties()));
        continue;
      }
      properties.markIncomplete();
      if (complete) {
        unknown(alias.target(), byName.keySet(), targets);
      }
    }
    return resolved;
  }

  private void unknown(Scalar target, Set<String> values, Map<String, Scalar> aliases) {
    Scalar further = aliases.get(target.text());
    reading.report(
        Diagnostic.of(
                DiagnosticCode.UNKNOWN_VALUE,
                target.span(),
                further == null
                    ? "no value '%s' to alias".formatted(Diagnostic.shortened(target.text()))
                    : "'%s' is an alias itself".formatted(target.text()))
            .withHelp(
                further == null
                    ? reading.didYouMean(target.text(), values)
                    : Optional.of("name the value itself")));
  }
}
