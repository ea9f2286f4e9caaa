// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameUnit.Name;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Yields.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolves collisions between names of the schema and generated names.
 *
 * <p>Versions are resolved in order, so that no name of an earlier version changes. Within a
 * version, derived names are fixed first, those of regions before libraries before structs; a
 * declaration whose own name equals one of them gets a trailing {@code _}. Two declarations with
 * the same own name, and names given with {@code java_name} or {@code c_name}, are left to the
 * rules, which report them.
 */
public final class Yielding {

  /** Limit of trailing {@code _}; a rule reports a name that still collides. */
  private static final int MOST = 8;

  private final Language language;
  private final Map<String, Map<String, Boolean>> taken = new HashMap<>();

  /** Derived names of the current version, with the units that have them. */
  private final Map<String, Map<String, Set<NameUnit>>> coming = new HashMap<>();

  private Yielding(Language language) {
    this.language = language;
  }

  /** Adds a trailing {@code _} to the names of a schema that have to yield. */
  public static void resolve(Schema schema, Layouts layouts) {
    if (CUnits.isPossible(schema)) {
      new Yielding(Language.C).resolve(CUnits.of(schema, layouts));
    }
    if (JavaUnits.isPossible(schema)) {
      new Yielding(Language.JAVA).resolve(JavaUnits.of(schema, layouts));
    }
  }

  private void resolve(List<NameUnit> units) {
    List<NameUnit> ordered = new ArrayList<>(units);
    ordered.sort(Comparator.comparingInt(NameUnit::since));
    for (int first = 0; first < ordered.size(); ) {
      int end = first;
      while (end < ordered.size() && ordered.get(end).since() == ordered.get(first).since()) {
        end++;
      }
      List<NameUnit> version = ordered.subList(first, end);
      coming.clear();
      version.forEach(unit -> announce(unit, unit.names().get()));
      version.forEach(this::settle);
      first = end;
    }
  }

  private void announce(NameUnit unit, List<Name> names) {
    for (Name name : names) {
      if (!name.isOwn()) {
        coming
            .computeIfAbsent(name.scope(), scope -> new HashMap<>())
            .computeIfAbsent(name.key(), key -> Collections.newSetFromMap(new IdentityHashMap<>()))
            .add(unit);
      }
    }
  }

  private void settle(NameUnit unit) {
    List<Name> names = unit.names().get();
    for (int i = 0; i < MOST && canYield(unit) && yields(unit, names); i++) {
      unit.owner().names().yields().add(language, unit.role());
      names = unit.names().get();
      announce(unit, names);
    }
    for (Name name : names) {
      taken
          .computeIfAbsent(name.scope(), scope -> new HashMap<>())
          .merge(name.key(), name.isOwn(), Boolean::logicalAnd);
    }
  }

  private boolean canYield(NameUnit unit) {
    return unit.since() > 0
        && unit.owner() != null
        && (language == Language.C ? unit.owner().names().c() : unit.owner().names().java())
            .isEmpty();
  }

  private boolean yields(NameUnit unit, List<Name> names) {
    return names.stream().noneMatch(this::isTwin)
        && names.stream()
            .anyMatch(
                name ->
                    meets(unit, name, name.scope(), !name.isShared())
                        || !name.enclosing().isEmpty()
                            && meets(unit, name, name.enclosing(), true));
  }

  /** Whether another declaration has the same own name, which the author has to change. */
  private boolean isTwin(Name name) {
    return name.isOwn()
        && taken.getOrDefault(name.scope(), Map.of()).getOrDefault(name.key(), false);
  }

  private boolean meets(NameUnit unit, Name name, String scope, boolean counts) {
    if (!counts) {
      return false;
    }
    Boolean isOwn = taken.getOrDefault(scope, Map.of()).get(name.key());
    if (isOwn != null) {
      return !(isOwn && name.isOwn());
    }
    return name.isOwn()
        && coming.getOrDefault(scope, Map.of()).getOrDefault(name.key(), Set.of()).stream()
            .anyMatch(other -> other != unit);
  }
}
