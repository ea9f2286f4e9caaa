// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.QueueSection;
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

/** Reads queues in a region. */
final class QueueSectionReader implements SectionReader {

  private final Reading reading;
  private final StructNames structs;

  QueueSectionReader(Reading reading, StructNames structs) {
    this.reading = reading;
    this.structs = structs;
  }

  @Override
  public Construct construct() {
    return Construct.QUEUE_SECTION;
  }

  @Override
  public Optional<Section> read(Entry entry, Properties properties) {
    OptionalLong capacity = properties.saturatedSize("capacity");
    int producers = properties.saturatedInt("producers").orElse(1);
    boolean stamped = properties.bool("stamped").orElse(false);
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
                producers,
                stamped,
                properties.text("doc"),
                entry.key().span()),
            properties);
    reading.places().put(queue, spans);
    return Optional.of(queue);
  }

  private Optional<StructType> message(Node item) {
    if (item instanceof Scalar scalar && !scalar.isMissing()) {
      return structs.named(scalar);
    }
    reading.wrongKind(item, "a message of a queue", "the name of a struct");
    return Optional.empty();
  }
}
