// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Reserved;
import dev.tenon.generator.schema.Schema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of a schema on their way into a contract. */
final class FactList {

  private final Schema schema;
  private final List<Entry> entries = new ArrayList<>();

  FactList(Schema schema) {
    this.schema = schema;
  }

  /** A fact of which more is to be said. */
  static final class Entry {
    private final FactKind kind;
    private final String key;
    private final Span span;
    private final Map<Property, String> properties = new EnumMap<>(Property.class);

    private Entry(FactKind kind, String key, Span span) {
      this.kind = kind;
      this.key = key;
      this.span = span;
    }

    Entry with(Property property, String value) {
      properties.put(property, value);
      return this;
    }

    Entry with(Property property, long value) {
      return with(property, Long.toString(value));
    }

    Entry with(Property property, Optional<String> value) {
      value.ifPresent(text -> properties.put(property, text));
      return this;
    }

    /** Says something that is left out when it is not so. */
    Entry with(Property property, boolean value) {
      return value ? with(property, "true") : this;
    }

    private Fact fact() {
      return new Fact(kind, key, properties, span);
    }
  }

  Entry add(FactKind kind, String key, Span span) {
    Entry entry = new Entry(kind, key, span);
    entries.add(entry);
    return entry;
  }

  /**
   * Adds what an author declared, with what can be said of every declaration.
   *
   * @param owner key of what it is a part of, empty for none
   */
  Entry add(FactKind kind, String owner, Declaration declaration) {
    String key = owner.isEmpty() ? declaration.name() : owner + "." + declaration.name();
    return add(kind, key, declaration.span())
        .with(Property.JAVA, declaration.names().java())
        .with(Property.C, declaration.names().c());
  }

  /** Adds a declaration of this schema, or of another one, in which it has another history. */
  Entry addSince(FactKind kind, String owner, Declaration declaration, boolean imported) {
    Entry entry = add(kind, owner, declaration);
    return imported || declaration.since() == 1
        ? entry
        : entry.with(Property.SINCE, declaration.since());
  }

  /**
   * Adds what must not be used again, in the same words however the author wrote it.
   *
   * @param owner key of an enum or of flags, empty for message ids
   */
  void reserve(String owner, Reserved reserved) {
    List<Reserved.Range> ranges =
        reserved.numbers().stream().sorted(Comparator.comparing(Reserved.Range::first)).toList();
    Reserved.Range open = null;
    for (Reserved.Range range : ranges) {
      if (open != null && range.first().subtract(BigInteger.ONE).compareTo(open.last()) <= 0) {
        open = new Reserved.Range(open.first(), open.last().max(range.last()), open.span());
      } else {
        reserve(owner, open);
        open = range;
      }
    }
    reserve(owner, open);
    reserved.names().stream()
        .sorted(Comparator.comparing(Reserved.Name::name))
        .forEach(name -> add(FactKind.RETIRED, owner + "." + name.name(), name.span()));
  }

  private void reserve(String owner, Reserved.Range range) {
    if (range != null) {
      add(FactKind.RESERVED, owner + "." + range.first(), range.span())
          .with(Property.FIRST, range.first().toString())
          .with(Property.LAST, range.last().toString());
    }
  }

  Schema schema() {
    return schema;
  }

  Contract contract() {
    return new Contract(false, entries.stream().map(Entry::fact).toList());
  }
}
