// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Span;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a contract: something that both sides know, and all that is promised about it.
 *
 * @param key its name behind those of its owners, with dots between them
 * @param properties what is promised; what is not there is not so
 * @param span where it stands in the schema or in the lock
 */
record Fact(FactKind kind, String key, Map<Property, String> properties, Span span) {

  Fact {
    EnumMap<Property, String> copy = new EnumMap<>(Property.class);
    copy.putAll(properties);
    properties = Collections.unmodifiableMap(copy);
  }

  /** Identity of the fact within a contract. */
  String id() {
    return kind.spelling() + " " + key;
  }

  /** Key of what it is a part of, empty for none. */
  String owner() {
    return kind.isPart() ? key.substring(0, separator()) : "";
  }

  /** Its own name. */
  String name() {
    return kind.isPart() ? key.substring(separator() + 1) : key;
  }

  private int separator() {
    return key.lastIndexOf('.');
  }

  Optional<String> get(Property property) {
    return Optional.ofNullable(properties.get(property));
  }

  /** The contract version that brought it. */
  int since() {
    return get(Property.SINCE).map(Integer::parseInt).orElse(1);
  }

  /** Whether the same is promised, wherever it stands. */
  boolean saysTheSameAs(Fact other) {
    return id().equals(other.id()) && properties.equals(other.properties);
  }

  @Override
  public String toString() {
    return kind.label() + " '" + key + "'";
  }
}
