// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads regions and what they contain. */
final class RegionReader {

  private final Reading reading;
  private final TypeTable table;

  RegionReader(Reading reading, TypeTable table) {
    this.reading = reading;
    this.table = table;
  }

  Optional<Region> read(Entry entry) {
    Optional<Properties> found = reading.declaration(entry, Construct.REGION);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    List<Section> contents = new ArrayList<>();
    for (Entry section : properties.entries("contents")) {
      section(section).ifPresentOrElse(contents::add, properties::markIncomplete);
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

  private Optional<Section> section(Entry entry) {
    Optional<Properties> found = reading.declaration(entry, Construct.SECTION);
    return found.flatMap(
        properties ->
            properties.has("queue") ? queue(entry, properties) : struct(entry, properties));
  }

  private Optional<Section> struct(Entry entry, Properties properties) {
    if (properties.has("capacity") || !properties.has("struct")) {
      properties.require(properties.has("capacity") ? "queue" : "struct");
      return Optional.empty();
    }
    return properties
        .scalar("struct")
        .flatMap(this::structNamed)
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

  private Optional<Section> queue(Entry entry, Properties properties) {
    if (properties.has("struct")) {
      reading.report(
          Diagnostic.of(
              DiagnosticCode.UNKNOWN_KEY,
              properties.keySpan("struct"),
              "content '%s' is a queue and cannot be a struct, too"
                  .formatted(Diagnostic.shortened(entry.name()))));
    }
    properties.require("capacity");
    OptionalLong capacity = properties.saturatedSize("capacity");
    Map<String, Span> spans = new LinkedHashMap<>(properties.spans());
    List<StructType> messages = new ArrayList<>();
    for (Node item : properties.sequence("queue").map(Node.Sequence::items).orElse(List.of())) {
      Optional<StructType> message = message(item);
      if (message.isPresent()) {
        spans.put(Places.messageKey(messages.size()), item.span());
        messages.add(message.get());
      } else {
        properties.markIncomplete();
      }
    }
    if (capacity.isEmpty()) {
      return Optional.empty();
    }
    QueueSection queue =
        reading.located(
            new QueueSection(
                reading.names(entry, properties),
                messages,
                capacity.getAsLong(),
                properties.text("doc"),
                entry.key().span()),
            properties);
    reading.places().put(queue, spans);
    return Optional.of(queue);
  }

  private Optional<StructType> message(Node item) {
    if (item instanceof Scalar scalar && !scalar.isMissing()) {
      return structNamed(scalar);
    }
    reading.wrongKind(item, "a message of a queue", "the name of a struct");
    return Optional.empty();
  }

  private Optional<StructType> structNamed(Scalar scalar) {
    String name = scalar.text();
    if (table.isHandle(name) || table.isCallback(name)) {
      notStruct(scalar);
      return Optional.empty();
    }
    if (!table.isDeclared(name)) {
      if (table.isWhole()) {
        reading.report(
            Diagnostic.of(
                    DiagnosticCode.UNKNOWN_TYPE,
                    scalar.span(),
                    "unknown type '" + Diagnostic.shortened(name) + "'")
                .withHelp(
                    reading
                        .didYouMean(name, table.structNames())
                        .orElse("declare it under structs")));
      }
      return Optional.empty();
    }
    Optional<Type> type = table.type(name);
    if (type.isPresent() && !(type.get() instanceof StructType)) {
      notStruct(scalar);
    }
    return type.filter(StructType.class::isInstance).map(StructType.class::cast);
  }

  private void notStruct(Scalar scalar) {
    reading.report(
        Diagnostic.of(
                DiagnosticCode.NOT_A_STRUCT,
                scalar.span(),
                "'" + scalar.text() + "' is not a struct")
            .withHelp(
                table.isComposite(scalar.text())
                    ? Optional.of("put the union into a struct")
                    : reading.didYouMean(scalar.text(), table.structNames())));
  }
}
