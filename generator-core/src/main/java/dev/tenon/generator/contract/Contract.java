// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the two sides of a schema rely on at one contract version, a fact a line. What
 * tells people something and programs nothing is not in it: documentation and deprecation.
 */
public final class Contract {

  private final boolean frozen;
  private final List<Fact> facts;
  private final Map<String, Fact> byId = new HashMap<>();
  private final Map<String, Fact> owners = new HashMap<>();
  private final Map<String, List<Fact>> parts = new HashMap<>();

  /**
   * @param frozen whether it comes from a lock
   * @param facts the first is about the schema itself; ids all different
   */
  Contract(boolean frozen, List<Fact> facts) {
    this.frozen = frozen;
    this.facts = List.copyOf(facts);
    for (Fact fact : facts) {
      byId.put(fact.id(), fact);
      if (!fact.kind().isReservation()) {
        owners.putIfAbsent(fact.key(), fact);
      }
      if (fact.kind().isPart()) {
        parts.computeIfAbsent(fact.owner(), owner -> new ArrayList<>()).add(fact);
      }
    }
  }

  /** Returns what a schema promises today. */
  public static Contract of(Schema schema, Layouts layouts) {
    return at(schema.version(), new LayoutHistories(schema, layouts));
  }

  /** Returns what a schema says that it promised at a version up to its own. */
  static Contract at(int version, LayoutHistories histories) {
    return new ContractFacts(histories, version).contract();
  }

  /** Name of the schema. */
  public String schema() {
    return header().key();
  }

  /** Contract version. */
  public int version() {
    return Integer.parseInt(header().properties().get(Property.VERSION));
  }

  /** Whether it promises the same as another one. */
  public boolean saysTheSameAs(Contract other) {
    return facts.size() == other.facts.size()
        && facts.stream()
            .allMatch(fact -> other.find(fact.id()).filter(fact::saysTheSameAs).isPresent());
  }

  /** Whether it was published, and not only written in a schema. */
  boolean isFrozen() {
    return frozen;
  }

  Fact header() {
    return facts.get(0);
  }

  List<Fact> facts() {
    return facts;
  }

  List<Fact> facts(FactKind kind) {
    return facts.stream().filter(fact -> fact.kind() == kind).toList();
  }

  /** The parts of one owner, in declared order. */
  List<Fact> parts(String owner) {
    return parts.getOrDefault(owner, List.of());
  }

  Optional<Fact> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Finds what has parts: something of this key that is no reservation. */
  Optional<Fact> findOwner(String key) {
    return Optional.ofNullable(owners.get(key));
  }
}
