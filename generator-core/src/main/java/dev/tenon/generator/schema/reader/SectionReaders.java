// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Section.Kind;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.WorkSection;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Mapping;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of readers, one for each kind of section. The first key of a content that is the key of
 * a kind says which kind it is.
 */
final class SectionReaders {

  private final Reading reading;
  private final Map<Kind, SectionReader> readers = new EnumMap<>(Kind.class);

  SectionReaders(Reading reading, TypeTable table) {
    this.reading = reading;
    StructNames structs = new StructNames(reading, table);
    SyncSections syncs = new SyncSections(reading, new FlagsNames(reading, table));
    for (Kind kind : Kind.values()) {
      readers.put(kind, reader(kind, structs, syncs));
    }
  }

  private SectionReader reader(Kind kind, StructNames structs, SyncSections syncs) {
    return switch (kind) {
      case STRUCT -> new StructSectionReader(reading, structs);
      case QUEUE -> messages(kind, structs, Construct.QUEUE_SECTION, SectionReaders::queue);
      case LATEST -> new LatestSectionReader(reading, structs);
      case BROADCAST ->
          messages(kind, structs, Construct.BROADCAST_SECTION, SectionReaders::broadcast);
      case WORK -> messages(kind, structs, Construct.WORK_SECTION, SectionReaders::work);
      case EVENT -> new SyncSectionReader(reading, Construct.EVENT_SECTION, syncs::event);
      case MUTEX -> new SyncSectionReader(reading, Construct.MUTEX_SECTION, syncs::mutex);
      case SEMAPHORE ->
          new SyncSectionReader(reading, Construct.SEMAPHORE_SECTION, syncs::semaphore);
    };
  }

  private SectionReader messages(
      Kind kind, StructNames structs, Construct construct, MessageSectionReader.Maker maker) {
    return new MessageSectionReader(reading, structs, kind, construct, maker);
  }

  private static MessageSection queue(
      Properties properties,
      Names names,
      List<StructType> messages,
      long capacity,
      String doc,
      Span span) {
    int producers = properties.saturatedInt("producers").orElse(1);
    boolean stamped = properties.bool("stamped").orElse(false);
    return new QueueSection(names, messages, capacity, producers, stamped, doc, span);
  }

  private static MessageSection broadcast(
      Properties properties,
      Names names,
      List<StructType> messages,
      long capacity,
      String doc,
      Span span) {
    return new BroadcastSection(names, messages, capacity, doc, span);
  }

  private static MessageSection work(
      Properties properties,
      Names names,
      List<StructType> messages,
      long capacity,
      String doc,
      Span span) {
    int workers = properties.saturatedInt("workers").orElse(1);
    return new WorkSection(names, messages, capacity, workers, doc, span);
  }

  Optional<Section> read(Entry entry) {
    if (!(entry.value() instanceof Mapping mapping)) {
      return read(entry, kindOfShortForm());
    }
    Optional<Kind> kind = kind(mapping);
    if (kind.isEmpty()) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.MISSING_KEY,
                  entry.key().span(),
                  "section '%s' has no kind".formatted(Diagnostic.shortened(entry.name())))
              .withHelp("add one of the keys " + kinds()));
      return Optional.empty();
    }
    return read(entry, kind.get());
  }

  private Optional<Section> read(Entry entry, Kind kind) {
    SectionReader reader = readers.get(kind);
    return reading
        .declaration(entry, reader.construct(), key -> ofAnotherKind(entry, kind, key))
        .flatMap(properties -> reader.read(entry, properties));
  }

  /** The kind whose key may be left out. */
  private Kind kindOfShortForm() {
    return readers.keySet().stream()
        .filter(kind -> readers.get(kind).construct().shortKey() != null)
        .findFirst()
        .orElseThrow();
  }

  /** The kind that a mapping names or, failing that, to which some key of it belongs. */
  private Optional<Kind> kind(Mapping mapping) {
    List<String> keys = mapping.entries().stream().map(Entry::name).toList();
    return keys.stream()
        .flatMap(key -> kinds(kind -> kind.key().equals(key)))
        .findFirst()
        .or(() -> keys.stream().flatMap(key -> kinds(kind -> has(kind, key))).findFirst())
        .or(() -> keys.stream().flatMap(this::meant).findFirst());
  }

  private static Stream<Kind> kinds(Predicate<Kind> predicate) {
    return Arrays.stream(Kind.values()).filter(predicate);
  }

  private boolean has(Kind kind, String key) {
    return readers.get(kind).construct().ownKeys().contains(key);
  }

  /** The kind of a key that is spelled wrong. */
  private Stream<Kind> meant(String key) {
    List<String> known =
        readers.values().stream().flatMap(r -> r.construct().ownKeys().stream()).toList();
    return reading.closest(key, known).stream()
        .flatMap(closest -> kinds(kind -> has(kind, closest)));
  }

  /** Explains a key that some other kind has. */
  private Optional<String> ofAnotherKind(Entry entry, Kind kind, String key) {
    return kinds(other -> has(other, key))
        .findFirst()
        .map(
            other ->
                "'%s' is a key of kind %s, but section '%s' is of kind %s"
                    .formatted(key, other.key(), Diagnostic.shortened(entry.name()), kind.key()));
  }

  private static String kinds() {
    return Arrays.stream(Kind.values())
        .map(kind -> "'" + kind.key() + "'")
        .collect(Collectors.joining(", "));
  }
}
