// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.RoleFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;

/** Watch over the process that holds the other end. For one thread at a time. */
public final class PeerWatch {
  /** Time between two questions to the operating system whether the peer lives. */
  static final long LOOK_NANOS = TenonFormatConstants.SLICE_NANOSECONDS;

  private final MemorySegment region;
  private final long end;
  private final Platform platform;
  private long ownerSeen;
  private int reportedEpoch;
  private long nextLook = System.nanoTime();

  /** Watches the holder of the end at that offset. */
  public PeerWatch(MemorySegment region, long end, Platform platform) {
    this.region = region;
    this.end = end;
    this.platform = platform;
  }

  /** Whether the holder (the last one, when there is none) can wake a sleeping peer. */
  boolean canWake() {
    return (Words.getIntAcquire(region, end + QueueEnd.FLAGS_OFFSET) & RoleFlags.CAN_WAKE) != 0;
  }

  /**
   * Has the fences run that a holder, whoever it is by now, leaves to others; false if it has some
   * and that cannot be done.
   */
  boolean runsItsFences() {
    int flags = Words.getIntOpaque(region, end + QueueEnd.FLAGS_OFFSET);
    return (flags & RoleFlags.NEEDS_BARRIER) == 0 || platform.barrier();
  }

  /**
   * The epoch of a holder that has gone and was not reported yet, or zero. The epoch is read before
   * the owner: a successor in between at worst delays the report.
   */
  int unreportedLeaver() {
    int epoch = Words.getIntAcquire(region, end + QueueEnd.EPOCH_OFFSET);
    long owner = Words.getLongAcquire(region, end + QueueEnd.OWNER_OFFSET);
    ownerSeen = owner;
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
  boolean hasChanged() {
    return Words.getLongAcquire(region, end + QueueEnd.OWNER_OFFSET) != ownerSeen;
  }

  void markReported(int epoch) {
    reportedEpoch = epoch;
  }
}
