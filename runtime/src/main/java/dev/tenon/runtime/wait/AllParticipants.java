// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.format.Participant;
import dev.tenon.runtime.format.ParticipantFlags;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;

/**
 * Anybody who is attached to the region, where no role says who wakes. All of them have a fence
 * between their store and their look at who waits, and none of them has to be there.
 */
public final class AllParticipants implements Wakers {
  private final MemorySegment region;

  /** Asks the participants of the region whose memory that is. */
  public AllParticipants(MemorySegment region) {
    this.region = region;
  }

  @Override
  public boolean canWake() {
    for (int slot = 0; slot < TenonFormatConstants.PARTICIPANT_SLOTS; slot++) {
      long offset = RegionHeader.PARTICIPANTS_OFFSET + slot * Participant.BYTES;
      if (Words.getLongOpaque(region, offset + Participant.IDENTITY_OFFSET) != 0
          && (Words.getIntOpaque(region, offset + Participant.FLAGS_OFFSET)
                  & ParticipantFlags.CAN_WAKE)
              == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean runsItsFences() {
    return true;
  }

  @Override
  public int unreportedLeaver() {
    return 0;
  }

  @Override
  public boolean hasChanged() {
    return false;
  }

  @Override
  public PeerLeftException report(int epoch, String label) {
    throw new IllegalStateException("nobody has an epoch");
  }
}
