// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.format.Participant;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;

/** Attachments to a region as words that say who owns something; zero is nobody. */
public final class Attachments {
  private static final int SLOT_BITS = (int) TenonFormatConstants.ATTACHMENT_SLOT_BITS;
  private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

  private Attachments() {}

  /** The attachment that has a slot now. */
  public static long of(MemorySegment region, int slot) {
    int generation = Words.getIntAcquire(region, participant(slot) + Participant.GENERATION_OFFSET);
    return (long) generation << SLOT_BITS | slot + 1;
  }

  /**
   * Whether an attachment is gone: its slot is none, or is another one's, or nobody's, or a dead
   * process's. Who cannot be told to be dead is there.
   */
  public static boolean isGone(Platform platform, MemorySegment region, long attachment) {
    long slot = (attachment & SLOT_MASK) - 1;
    if (slot < 0 || slot >= TenonFormatConstants.PARTICIPANT_SLOTS) {
      return true;
    }
    long identity = Words.getLongAcquire(region, participant(slot) + Participant.IDENTITY_OFFSET);
    // The next one that takes the slot changes the generation, and it is dead or free before.
    int generation = Words.getIntAcquire(region, participant(slot) + Participant.GENERATION_OFFSET);
    Words.settle();
    return generation != (int) (attachment >>> SLOT_BITS)
        || identity == 0
        || platform.alive(identity) == Answer.NO;
  }

  private static long participant(long slot) {
    return RegionHeader.PARTICIPANTS_OFFSET + slot * Participant.BYTES;
  }
}
