// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.format.Participant;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;

/**
 * The participant slots of a region. Changed under the registration lock only, but for {@link
 * #leave}, which is one store.
 */
final class Membership {
  private static final int SLOTS = (int) TenonFormatConstants.PARTICIPANT_SLOTS;

  private Membership() {}

  static long slotOffset(int slot) {
    return RegionHeader.PARTICIPANTS_OFFSET
        + slot * Participant.BYTES
        + Participant.IDENTITY_OFFSET;
  }

  /**
   * Takes a free slot, else one of a dead process.
   *
   * @return the slot, or -1 if all are held by processes that live
   */
  static int join(MemorySegment region, Platform platform) {
    for (int slot = 0; slot < SLOTS; slot++) {
      if (take(region, slot, 0, platform)) {
        return slot;
      }
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      long identity = identity(region, slot);
      boolean dead = identity == 0 || platform.alive(identity) == Answer.NO;
      if (dead && take(region, slot, identity, platform)) {
        return slot;
      }
    }
    return -1;
  }

  /** Frees the slot, unless somebody who took this process for dead has it by now. */
  static void leave(MemorySegment region, int slot, Platform platform) {
    Words.compareAndSetLong(region, slotOffset(slot), platform.processIdentity(), 0);
  }

  /** Whether any slot is held by a process that lives. */
  static Answer lives(MemorySegment region, Platform platform) {
    Answer answer = Answer.NO;
    for (int slot = 0; slot < SLOTS && answer != Answer.YES; slot++) {
      long identity = identity(region, slot);
      Answer alive = identity == 0 ? Answer.NO : platform.alive(identity);
      answer = alive == Answer.NO ? answer : alive;
    }
    return answer;
  }

  /** An identity that was read, before anybody is asked for it. */
  private static long identity(MemorySegment region, int slot) {
    long identity = Words.getLongAcquire(region, slotOffset(slot));
    Words.settle();
    return identity;
  }

  private static boolean take(MemorySegment region, int slot, long expected, Platform platform) {
    return Words.compareAndSetLong(region, slotOffset(slot), expected, platform.processIdentity());
  }
}
