// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.format.Participant;
import dev.tenon.runtime.format.ParticipantFlags;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.layout.Printable;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The participant slots of a region. Changed under the registration lock only, but for {@link
 * #leave}, which is one store.
 */
public final class Membership {
  private static final int SLOTS = (int) TenonFormatConstants.PARTICIPANT_SLOTS;

  private Membership() {}

  static long slotOffset(int slot) {
    return participantOffset(slot) + Participant.IDENTITY_OFFSET;
  }

  private static long participantOffset(int slot) {
    return RegionHeader.PARTICIPANTS_OFFSET + slot * Participant.BYTES;
  }

  /** The first attachment of a new region, whose bytes are all zero. */
  static void joinFirst(MemorySegment region, int slot, Platform platform) {
    Words.setLongRelease(region, slotOffset(slot), platform.processIdentity());
    Words.getAndAddInt(region, participantOffset(slot) + Participant.GENERATION_OFFSET, 1);
    announceAbilities(region, slot, platform);
  }

  /** Says what the participant can do, before it does anything else. */
  private static void announceAbilities(MemorySegment region, int slot, Platform platform) {
    long flags = platform.canWake() ? ParticipantFlags.CAN_WAKE : 0;
    Words.setIntRelease(region, participantOffset(slot) + Participant.FLAGS_OFFSET, (int) flags);
    Words.fullFence();
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

  /**
   * Replaces the label of a slot, which is that of this process. Lookers read at any time: a word
   * is never half a word, a label may be half a label.
   *
   * @param label at most LABEL_BYTES
   */
  static void label(MemorySegment region, int slot, byte[] label) {
    ByteBuffer words =
        ByteBuffer.allocate((int) TenonFormatConstants.LABEL_BYTES).order(ByteOrder.nativeOrder());
    words.put(0, label);
    long offset = participantOffset(slot) + Participant.LABEL_OFFSET;
    for (int i = 0; i < words.capacity(); i += Long.BYTES) {
      Words.setLongOpaque(region, offset + i, words.getLong(i));
    }
  }

  /**
   * The label that a participant gave itself, printable. One that has left keeps it until the next
   * one takes the slot.
   *
   * @param slot that it had, as somebody wrote it
   * @return empty if there is none, or if the slot is another one's
   */
  static String labelOf(MemorySegment region, int slot, long identity) {
    if (slot < 0 || slot >= SLOTS) {
      return "";
    }
    long holder = identity(region, slot);
    return holder == 0 || holder == identity
        ? label(region, participantOffset(slot) + Participant.LABEL_OFFSET)
        : "";
  }

  /** A label as it is read word by word, printable. */
  public static String label(MemorySegment memory, long offset) {
    ByteBuffer words =
        ByteBuffer.allocate((int) TenonFormatConstants.LABEL_BYTES).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      words.putLong(Words.getLongOpaque(memory, offset + words.position()));
    }
    return Printable.of(RegionImage.upToNul(words.array()));
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
    if (!Words.compareAndSetLong(region, slotOffset(slot), expected, platform.processIdentity())) {
      return false;
    }
    // The former holder's must not become the own.
    label(region, slot, new byte[0]);
    Words.getAndAddInt(region, participantOffset(slot) + Participant.GENERATION_OFFSET, 1);
    announceAbilities(region, slot, platform);
    return true;
  }
}
