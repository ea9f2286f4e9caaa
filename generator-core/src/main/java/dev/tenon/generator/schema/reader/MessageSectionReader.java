// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads sections of a region that carry messages. */
final class MessageSectionReader implements SectionReader {

  private final Reading reading;
  private final StructNames structs;
  private final Section.Kind kind;
  private final Construct construct;
  private final Maker maker;

  /** Makes a section from what all of these have and from what its own properties say. */
  interface Maker {

    MessageSection make(
        Properties properties,
        Names names,
        List<StructType> messages,
        long capacity,
        String doc,
        Span span);
  }

  MessageSectionReader(
      Reading reading, StructNames structs, Section.Kind kind, Construct construct, Maker maker) {
    this.reading = reading;
    this.structs = structs;
    this.kind = kind;
    this.construct = construct;
    this.maker = maker;
  }

  @Override
  public Construct construct() {
    return construct;
  }

  @Override
  public Optional<Section> read(Entry entry, Properties properties) {
    OptionalLong capacity = properties.saturatedSize("capacity");
    Map<String, Span> spans = new LinkedHashMap<>(properties.spans());
    List<StructType> messages = new ArrayList<>();
    for (Node item : properties.sequence(kind.key()).map(Node.Sequence::items).orElse(List.of())) {
      Optional<StructType> message = message(item);
      if (message.isPresent()) {
        spans.put(Places.messageKey(messages.size()), item.span());
        messages.add(message.get());
      } else {
        properties.markIncomplete();
      }
    }
    // Made in any case, so that all that is wrong with its properties is told.
    MessageSection made =
        maker.make(
            properties,
            reading.names(entry, properties),
            messages,
            capacity.orElse(1),
            properties.text("doc"),
            entry.key().span());
    if (capacity.isEmpty()) {
      return Optional.empty();
    }
    MessageSection section = reading.located(made, properties);
    reading.places().put(section, spans);
    return Optional.of(section);
  }

  private Optional<StructType> message(Node item) {
    if (item instanceof Scalar scalar && !scalar.isMissing()) {
      return structs.named(scalar);
    }
    reading.wrongKind(item, "a message", "the name of a struct");
    return Optional.empty();
  }
}
