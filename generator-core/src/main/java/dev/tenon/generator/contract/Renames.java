// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pairs what is gone with what came instead of it and differs by its name alone. */
final class Renames {

  /** Properties that follow from a name, or do not identify a fact. */
  private static final Set<Property> BESIDES_IDENTITY =
      Set.of(Property.HASH, Property.SINCE, Property.JAVA, Property.C, Property.DEFAULT);

  private final Map<String, Fact> byOldId = new LinkedHashMap<>();

  /**
   * @param gone facts of the earlier contract that the later one lacks
   * @param came facts of the later contract that the earlier one lacks
   */
  Renames(Contract before, List<Fact> gone, Contract then, List<Fact> came) {
    Map<String, Deque<Fact>> candidates = new HashMap<>();
    for (Fact fact : came) {
      candidates.computeIfAbsent(identity(fact, then), key -> new ArrayDeque<>()).add(fact);
    }
    for (Fact fact : gone) {
      Deque<Fact> found = candidates.get(identity(fact, before));
      if (found != null && !found.isEmpty()) {
        byOldId.put(fact.id(), found.remove());
      }
    }
  }

  /** Returns what something is called now. */
  Optional<Fact> of(Fact gone) {
    return Optional.ofNullable(byOldId.get(gone.id()));
  }

  boolean isNewName(Fact came) {
    return byOldId.containsValue(came);
  }

  /** Everything about a fact but its own name. */
  private static String identity(Fact fact, Contract contract) {
    return fact.kind()
        + " "
        + fact.owner()
        + " "
        + properties(fact)
        + contract.parts(fact.key()).stream()
            .map(part -> part.kind() + " " + part.name() + " " + properties(part))
            .collect(Collectors.joining(";", "{", "}"));
  }

  private static String properties(Fact fact) {
    return fact.properties().entrySet().stream()
        .filter(property -> !BESIDES_IDENTITY.contains(property.getKey()))
        .map(property -> property.getKey() + "=" + property.getValue())
        .collect(Collectors.joining(","));
  }
}
