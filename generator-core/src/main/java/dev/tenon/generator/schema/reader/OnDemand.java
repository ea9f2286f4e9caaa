// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.yaml.Node.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Structs or unions, each read when it is first needed: one that lies in another before the one
 * around it.
 */
final class OnDemand<T> {

  private final Nesting nesting;
  private final Function<Entry, Optional<T>> reader;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Optional<T>> read = new HashMap<>();

  OnDemand(Nesting nesting, Function<Entry, Optional<T>> reader) {
    this.nesting = nesting;
    this.reader = reader;
  }

  void declare(Entry entry) {
    entries.put(entry.name(), entry);
    nesting.declare(entry.name());
  }

  /** Reads all that are declared, in declared order. */
  List<T> readAll() {
    List<T> all = new ArrayList<>();
    for (String name : entries.keySet()) {
      get(name).ifPresent(all::add);
    }
    return all;
  }

  /** Returns a declared one; nothing when it cannot be read, which is reported. */
  Optional<T> get(String name) {
    Optional<T> known = read.get(name);
    if (known == null) {
      known = reader.apply(entries.get(name));
      read.put(name, known);
      nesting.finish(name);
    }
    return known;
  }
}
