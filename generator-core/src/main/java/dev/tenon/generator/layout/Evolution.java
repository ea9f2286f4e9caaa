// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Members added to structs in later versions, for which a reader needs the contract version of the
 * writer. Imported types are as they are: they do not evolve within the schema that imports them.
 */
public final class Evolution {

  private final Schema schema;

  // By name: a struct may be reached on very many ways, and its fields are part of its hash code.
  private final Map<String, SortedSet<Integer>> changes = new HashMap<>();

  private Evolution(Schema schema) {
    this.schema = schema;
  }

  static Evolution of(Schema schema) {
    return new Evolution(schema);
  }

  /** Whether a value of the type, or one inside it, may lack fields that it has today. */
  public boolean isEvolving(Type type) {
    return type.innermost() instanceof Composite composite && !changes(composite).isEmpty();
  }

  /** The contract version that brought a field to its struct. */
  public int since(Composite owner, Field field) {
    return Math.max(first(owner), field.since());
  }

  /** Whether there were versions with the struct and without the field. */
  public boolean isYounger(Composite owner, Field field) {
    return owner instanceof StructType && isOwn(owner) && since(owner, field) > first(owner);
  }

  /**
   * Whether a value that lies in a field may lack something that it has today. What it had when the
   * field came, it never lacks there.
   */
  public boolean isEvolvingIn(Composite owner, Field field) {
    return isEvolving(field.type())
        && complete((Composite) field.type().innermost()) > since(owner, field);
  }

  /**
   * The contract version that brought a message to its queue. What is imported does not evolve: it
   * is as old as the queue.
   */
  public int since(Region region, MessageSection queue, StructType message) {
    int since = Math.max(region.since(), queue.since());
    return isOwn(message) ? Math.max(since, message.since()) : since;
  }

  /** Whether there were versions with the queue and without the message. */
  public boolean isAppended(Region region, MessageSection queue, StructType message) {
    return since(region, queue, message)
        > queue.messages().stream()
            .mapToInt(other -> since(region, queue, other))
            .min()
            .orElseThrow();
  }

  /** Whether there were versions with exports and without this one. */
  public boolean isAppended(Export export) {
    return export.since() > schema.exports().stream().mapToInt(Export::since).min().orElseThrow();
  }

  /** The contract version from which on a value has everything that it has today. */
  public int complete(Composite composite) {
    SortedSet<Integer> all = changes(composite);
    return all.isEmpty() ? first(composite) : all.last();
  }

  private SortedSet<Integer> changes(Composite composite) {
    SortedSet<Integer> known = changes.get(composite.name());
    if (known == null) {
      known = isOwn(composite) ? find(composite) : new TreeSet<>();
      changes.put(composite.name(), known);
    }
    return known;
  }

  private SortedSet<Integer> find(Composite composite) {
    SortedSet<Integer> found = new TreeSet<>();
    if (composite instanceof StructType struct) {
      // They are nothing to read, but the struct was shorter before them.
      struct.reservations().forEach(found::add);
    }
    for (Field field : composite.fields()) {
      if (isYounger(composite, field)) {
        found.add(since(composite, field));
      }
      if (field.type().innermost() instanceof Composite inner) {
        // What an inner struct had when it was put here, it never lacks here.
        found.addAll(changes(inner).tailSet(since(composite, field) + 1));
      }
    }
    // A copy: a view refuses to be asked below its bound, as a type that is too young would.
    return new TreeSet<>(found.tailSet(first(composite) + 1));
  }

  private boolean isOwn(Composite composite) {
    return !schema.isImported(composite);
  }

  private static int first(Composite composite) {
    return Math.max(1, composite.since());
  }
}
