// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.RoleFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;

/** Watch over the process that holds the other end. For one thread at a time. */
public final class PeerWatch implements Wakers {
  /** Time between two questions to the operating system whether the peer lives. */
  static final long LOOK_NANOS = TenonFormatConstants.SLICE_NANOSECONDS;

  private final MemorySegment region;
  private final long end;
  private final Platform platform;
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

  /** Watches the holder of the end at that offset. */
  public PeerWatch(MemorySegment region, long end, Platform platform, Labels labels) {
    this.region = region;
    this.end = end;
    this.platform = platform;
    this.labels = labels;
    see(Words.getLongAcquire(region, end + QueueEnd.OWNER_OFFSET));
  }

  private void see(long owner) {
    ownerSeen = owner;
    lastOwner = owner != 0 ? owner : lastOwner;
  }

  /** Whether the holder (the last one, when there is none) can wake a sleeping peer. */
  @Override
  public boolean canWake() {
    return (Words.getIntAcquire(region, end + QueueEnd.FLAGS_OFFSET) & RoleFlags.CAN_WAKE) != 0;
  }

  /**
   * Has the fences run that a holder, whoever it is by now, leaves to others; false if it has some
   * and that cannot be done.
   */
  @Override
  public boolean runsItsFences() {
    int flags = Words.getIntOpaque(region, end + QueueEnd.FLAGS_OFFSET);
    return (flags & RoleFlags.NEEDS_BARRIER) == 0 || platform.barrier();
  }

  /**
   * The epoch of a holder that has gone and was not reported yet, or zero. The epoch is read before
   * the owner: a successor in between at worst delays the report.
   */
  @Override
  public int unreportedLeaver() {
    int epoch = Words.getIntAcquire(region, end + QueueEnd.EPOCH_OFFSET);
    long owner = Words.getLongAcquire(region, end + QueueEnd.OWNER_OFFSET);
    see(owner);
    if (epoch == reportedEpoch || epoch == 0) {
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
    return Words.getLongAcquire(region, end + QueueEnd.OWNER_OFFSET) != ownerSeen;
  }

  @Override
  public PeerLeftException report(int epoch, String label) {
    reportedEpoch = epoch;
    StringBuilder text = new StringBuilder("the other end of ").append(label);
    String name = "";
    if (lastOwner != 0) {
      int slot = Words.getIntOpaque(region, end + QueueEnd.PARTICIPANT_OFFSET);
      name = labels.of(slot, lastOwner);
      text.append(", process ").append(platform.processId(lastOwner));
      text.append(name.isEmpty() ? "," : " ('" + name + "'),");
    }
    return new PeerLeftException(text.append(" has gone").toString(), name);
  }
}
