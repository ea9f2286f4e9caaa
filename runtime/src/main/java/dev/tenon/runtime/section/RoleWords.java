// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.RoleTakenException;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.RoleFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;

/**
 * The words of a role: a part that one process at a time has in a section.
 *
 * @param region its control mapping
 * @param offset of the role in the region
 */
public record RoleWords(SectionHost host, MemorySegment region, long offset) {
  /**
   * Becomes the holder of a free role or of a dead holder's, and says what this process can do.
   *
   * @param title names the role in messages: {@code producer of queue 'quotes' of region feed}
   * @return whether who is about to sleep runs the fences of the holder
   * @throws RoleTakenException if another process holds it, or this one
   */
  public boolean take(String title) {
    becomeOwner(title);
    boolean fenced = !host.options().fullFences() && host.platform().joinBarriers();
    announceAbilities(fenced);
    return fenced;
  }

  /** An owner that changes again and again to one that is dead must not keep us here. */
  private void becomeOwner(String title) {
    Platform platform = host.platform();
    for (int i = 0; i < TenonFormatConstants.ROLE_TRIES; i++) {
      long owner = Words.getLongAcquire(region, offset + Role.OWNER_OFFSET);
      Words.settle();
      Answer alive = owner == 0 ? Answer.NO : platform.alive(owner);
      if (alive != Answer.NO) {
        throw new RoleTakenException(
            "the " + title + " is process " + platform.processId(owner) + platform.doubt(alive));
      }
      if (Words.compareAndSetLong(
          region, offset + Role.OWNER_OFFSET, owner, platform.processIdentity())) {
        return;
      }
    }
    throw new RoleTakenException(
        "the " + title + " changed " + TenonFormatConstants.ROLE_TRIES + " times at a look");
  }

  /** Says what this holder can do, before it does anything else. */
  private void announceAbilities(boolean fenced) {
    long flags =
        (host.platform().canWake() ? RoleFlags.CAN_WAKE : 0)
            | (fenced ? RoleFlags.NEEDS_BARRIER : 0)
            | (host.options().waitPolicy().sleeps() ? 0 : RoleFlags.SPINS);
    Words.setIntRelease(region, offset + Role.FLAGS_OFFSET, (int) flags);
    Words.setIntRelease(region, offset + Role.PARTICIPANT_OFFSET, host.slot());
    Words.getAndAddInt(region, offset + Role.EPOCH_OFFSET, 1);
    // Pairs with the fence of Signal.announce(): who sleeps and does not see these flags has set
    // its bit before our first look at it.
    Words.fullFence();
  }

  /** Lets another process take the role. A full fence comes after it: look who waits then. */
  public void giveUp() {
    Words.setIntRelease(region, offset + Role.FLAGS_OFFSET, 0);
    Words.compareAndSetLong(
        region, offset + Role.OWNER_OFFSET, host.platform().processIdentity(), 0);
    // In any case, because the flags say no more that somebody else has to run it.
    Words.fullFence();
  }

  /**
   * State of the process that holds a role.
   *
   * @param offset of the role in the region
   */
  public static PeerState state(SectionHost host, long offset) {
    return host.withContent(
        content -> {
          if (Words.getIntAcquire(content, offset + Role.EPOCH_OFFSET) == 0) {
            return PeerState.NEVER_JOINED;
          }
          long owner = Words.getLongAcquire(content, offset + Role.OWNER_OFFSET);
          Words.settle();
          return owner == 0 ? PeerState.LEFT : stateOf(host.platform(), owner);
        });
  }

  private static PeerState stateOf(Platform platform, long owner) {
    if (platform.alive(owner) == Answer.NO) {
      return PeerState.LEFT;
    }
    return platform.isStopped(owner) ? PeerState.STOPPED : PeerState.PRESENT;
  }
}
