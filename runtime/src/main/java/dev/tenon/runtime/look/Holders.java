// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.RoleFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/** The participants of a region, by which holders of roles and owners are named. */
final class Holders {
  private static final int SLOT_BITS = (int) TenonFormatConstants.ATTACHMENT_SLOT_BITS;
  private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

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

  /**
   * Label of the process that holds a role; empty when the slot is not that process's any more.
   *
   * @param slot as it was read
   */
  private String label(long identity, int slot) {
    Long holder = identities.get(slot);
    return holder != null && holder == identity ? views.get(slot).label() : "";
  }

  /**
   * Finds the attachment that owns something. One that came after the participants were read counts
   * as gone.
   *
   * @param attachment as it was read: its slot plus one and its generation; zero for none
   * @return empty for none
   */
  Optional<OwnerView> owner(long attachment) {
    if (attachment == 0) {
      return Optional.empty();
    }
    long slot = (attachment & SLOT_MASK) - 1;
    long generation = attachment >>> SLOT_BITS;
    return Optional.of(
        views.values().stream()
            .filter(one -> one.slot() == slot && one.generation() == generation)
            .findFirst()
            .map(one -> new OwnerView(slot, generation, one.processId(), one.life(), one.label()))
            .orElse(new OwnerView(slot, generation, 0, Life.DEAD, "")));
  }

  /**
   * Reads who holds a role.
   *
   * @param memory that has the role at {@code offset}
   */
  RoleView role(MemorySegment memory, long offset) {
    long epoch = Integer.toUnsignedLong(Words.getIntAcquire(memory, offset + Role.EPOCH_OFFSET));
    long owner = Words.getLongAcquire(memory, offset + Role.OWNER_OFFSET);
    int slot = Words.getIntAcquire(memory, offset + Role.PARTICIPANT_OFFSET);
    int flags = Words.getIntAcquire(memory, offset + Role.FLAGS_OFFSET);
    Words.settle();
    if (owner == 0) {
      PeerState state = epoch == 0 ? PeerState.NEVER_JOINED : PeerState.LEFT;
      return new RoleView(state, 0, Life.DEAD, "", epoch, false, false, false);
    }
    Life lives = life.apply(owner);
    boolean present = lives != Life.DEAD;
    PeerState state =
        switch (lives) {
          case DEAD -> PeerState.LEFT;
          case STOPPED -> PeerState.STOPPED;
          case ALIVE, UNKNOWN -> PeerState.PRESENT;
        };
    return new RoleView(
        state,
        processId.applyAsLong(owner),
        lives,
        label(owner, slot),
        epoch,
        present && (flags & RoleFlags.CAN_WAKE) != 0,
        present && (flags & RoleFlags.NEEDS_BARRIER) != 0,
        present && (flags & RoleFlags.SPINS) != 0);
  }
}
