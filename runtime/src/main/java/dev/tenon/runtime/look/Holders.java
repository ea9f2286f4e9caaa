// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/** The participants of a region, by which holders of roles are named. */
final class Holders {
  private final LongFunction<Life> life;
  private final LongUnaryOperator processId;
  private final Map<Integer, Long> identities = new TreeMap<>();
  private final Map<Integer, ParticipantView> views = new TreeMap<>();

  Holders(LongFunction<Life> life, LongUnaryOperator processId) {
    this.life = life;
    this.processId = processId;
  }

  /** Notes a slot as it was read; one without an identity is free. */
  void add(int slot, long identity, long generation, String label) {
    if (identity != 0) {
      identities.put(slot, identity);
      views.put(
          slot,
          new ParticipantView(
              slot, generation, processId.applyAsLong(identity), life.apply(identity), label));
    }
  }

  List<ParticipantView> views() {
    Collection<ParticipantView> all = views.values();
    return List.copyOf(all);
  }

  Life life(long identity) {
    return life.apply(identity);
  }

  long processId(long identity) {
    return processId.applyAsLong(identity);
  }

  /**
   * Label of the process that holds a role; empty when the slot is not that process's any more.
   *
   * @param slot as it was read
   */
  String label(long identity, int slot) {
    Long holder = identities.get(slot);
    return holder != null && holder == identity ? views.get(slot).label() : "";
  }
}
