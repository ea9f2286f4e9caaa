// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.RoleFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;

/** Watch over the process that holds a role. For one thread at a time. */
public final class PeerWatch implements Wakers {
  /** Time between two questions to the operating system whether the peer lives. */
  static final long LOOK_NANOS = TenonFormatConstants.SLICE_NANOSECONDS;

  private final MemorySegment region;
  private final long role;
  private final Platform platform;
  private final String title;
  private final Labels labels;
  private long ownerSeen;

  /** Owner that was seen last, of those that are one. */
  private long lastOwner;

  private int reportedEpoch;
  private long nextLook = System.nanoTime();

  /** Labels of participants. */
  @FunctionalInterface
  public interface Labels {
    /**
     * Returns the label of the participant that had a slot, empty for none.
     *
     * @param identity of its process
     */
    String of(int slot, long identity);
  }

  /**
   * Watches the holder of a role.
   *
   * @param role its offset in the region
   * @param title names the holder in messages: {@code the other end}
   */
  public PeerWatch(
      MemorySegment region, long role, String title, Platform platform, Labels labels) {
    this.title = title;
    this.region = region;
    this.role = role;
    this.platform = platform;
    this.labels = labels;
    see(Words.getLongAcquire(region, role + Role.OWNER_OFFSET));
  }

  /** Notes who holds the role, so that its end can be told by name. */
  public void look() {
    see(Words.getLongOpaque(region, role + Role.OWNER_OFFSET));
  }

  private void see(long owner) {
    ownerSeen = owner;
    lastOwner = owner != 0 ? owner : lastOwner;
  }

  /** Whether the holder (the last one, when there is none) can wake a sleeping peer. */
  @Override
  public boolean canWake() {
    return (Words.getIntAcquire(region, role + Role.FLAGS_OFFSET) & RoleFlags.CAN_WAKE) != 0;
  }

  /** Whether somebody held the role when it was looked at last. */
  public boolean isThere() {
    return ownerSeen != 0;
  }

  /** Whether a holder, whoever it is by now, relies on others for its fences. */
  public boolean needsBarrier() {
    int flags = Words.getIntOpaque(region, role + Role.FLAGS_OFFSET);
    return (flags & RoleFlags.NEEDS_BARRIER) != 0;
  }

  /**
   * Has the fences run that a holder, whoever it is by now, leaves to others; false if it has some
   * and that cannot be done.
   */
  @Override
  public boolean runsItsFences() {
    return !needsBarrier() || platform.barrier();
  }

  /**
   * The epoch of a holder that has gone and was not reported yet, or zero. The epoch is read before
   * the owner: a successor in between at worst delays the report.
   */
  @Override
  public int unreportedLeaver() {
    int epoch = Words.getIntAcquire(region, role + Role.EPOCH_OFFSET);
    long owner = Words.getLongAcquire(region, role + Role.OWNER_OFFSET);
    see(owner);
    // Zero, before anybody came, is the epoch that a watch begins with.
    if (epoch == reportedEpoch) {
      return 0;
    }
    if (owner == 0) {
      return epoch;
    }
    long now = System.nanoTime();
    if (now - nextLook < 0) {
      return 0;
    }
    nextLook = now + LOOK_NANOS;
    // The owner that was read may be none, and asking for it may be a native call.
    Words.settle();
    return platform.alive(owner) == Answer.NO ? epoch : 0;
  }

  /** Whether the role has changed hands since {@link #unreportedLeaver} looked. */
  @Override
  public boolean hasChanged() {
    return Words.getLongAcquire(region, role + Role.OWNER_OFFSET) != ownerSeen;
  }

  @Override
  public PeerLeftException report(int epoch, String label) {
    reportedEpoch = epoch;
    StringBuilder text = new StringBuilder(title).append(" of ").append(label);
    String name = "";
    if (lastOwner != 0) {
      int slot = Words.getIntOpaque(region, role + Role.PARTICIPANT_OFFSET);
      name = labels.of(slot, lastOwner);
      text.append(", process ").append(platform.processId(lastOwner));
      text.append(name.isEmpty() ? "," : " ('" + name + "'),");
    }
    return new PeerLeftException(text.append(" has gone").toString(), name);
  }
}
