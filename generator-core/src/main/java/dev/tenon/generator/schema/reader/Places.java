// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Declaration;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Positions of the properties of a declaration, for rules that report them; and which declarations
 * are only read in part, because an error in them is reported already.
 */
public final class Places {

  private final Map<Object, Map<String, Span>> values = new IdentityHashMap<>();
  private final Map<String, Span> header = new HashMap<>();
  private Set<String> used = Set.of();
  private final Set<Object> incomplete = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Key of one message of a queue, counted from 0. */
  public static String messageKey(int index) {
    return "queue." + index;
  }

  void put(Declaration declaration, Map<String, Span> spans) {
    values.put(declaration, Map.copyOf(spans));
  }

  /** Gives a declaration that was made from another one the same places. */
  void copy(Declaration from, Declaration to) {
    put(to, values.getOrDefault(from, Map.of()));
  }

  void putHeader(String key, Span span) {
    header.put(key, span);
  }

  /** Notes the names of all types and constants that something refers to. */
  void putUsed(Set<String> names) {
    used = Set.copyOf(names);
  }

  void markIncomplete(Declaration declaration) {
    incomplete.add(declaration);
  }

  /** Returns where the value of a key stands, or the declaration's name when it was not written. */
  public Span of(Declaration declaration, String key) {
    return values.getOrDefault(declaration, Map.of()).getOrDefault(key, declaration.span());
  }

  /** Returns where a value of the schema itself stands, such as {@code java.package}. */
  public Optional<Span> ofHeader(String key) {
    return Optional.ofNullable(header.get(key));
  }

  /** Returns where the path of an imported schema stands, counted from 0. */
  public Span ofImport(int index) {
    return header.get(importKey(index));
  }

  static String importKey(int index) {
    return "imports." + index;
  }

  /** Whether something in the schema refers to a type or constant of this name. */
  public boolean isUsed(String name) {
    return used.contains(name);
  }

  /** Whether everything that the author wrote of it could be read. */
  public boolean isComplete(Declaration declaration) {
    return !incomplete.contains(declaration);
  }
}
