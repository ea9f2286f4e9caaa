// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.schema.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The types that a random schema has so far, by their names, for others to be made of. */
final class KnownTypes {

  static final List<String> MEANINGS =
      List.of("timestamp_ns", "duration_ns", "decimal", "uuid", "ipv4", "ipv6");

  final List<String> enums = new ArrayList<>();
  final List<String> flags = new ArrayList<>();
  final List<String> structs = new ArrayList<>();
  final List<String> overlays = new ArrayList<>();

  /** Types with fields in bytes that an earlier version reserved, or with such types in them. */
  final Set<String> refilled = new HashSet<>();

  /** Unions with a tag, each with the enum that tells its arms apart. */
  final Map<String, String> tagged = new TreeMap<>();

  /** Integer types of the enums. */
  final Map<String, ScalarType> storages = new HashMap<>();

  /** How many values the enums have. */
  final Map<String, Integer> valueCounts = new HashMap<>();

  /** Alignment of every type that a field can have so far. */
  final Map<String, Integer> alignments = new HashMap<>();

  KnownTypes() {
    Stream.of(ScalarType.values()).forEach(t -> alignments.put(t.spelling(), t.bytes()));
  }

  int alignment(String type) {
    return alignments.getOrDefault(type, type.endsWith("_ns") || type.equals("decimal") ? 8 : 1);
  }

  /** Notes what a struct or union is made of. */
  void holds(String owner, String part) {
    if (refilled.contains(part)) {
      refilled.add(owner);
    }
  }
}
