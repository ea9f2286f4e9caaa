// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.wait.AllParticipants;
import dev.tenon.runtime.wait.Condition;
import java.lang.foreign.MemorySegment;

/** Waits on words of a section that any participant may end. Safe for all threads. */
public final class OpenWaits {
  /** First time behind which a wait looks whether owners live. */
  private static final long FIRST_LOOK = TenonFormatConstants.FIRST_OWNER_LOOK_NANOSECONDS;

  private static final long SLICE = TenonFormatConstants.SLICE_NANOSECONDS;

  private final LazyWaits waits;
  private final MemorySegment content;
  private final long waiting;
  private final AllParticipants participants;

  /**
   * Describes the words.
   *
   * @param label names what is waited on in messages
   * @param content of the region
   * @param offset of the WaitWords in it
   */
  public OpenWaits(SectionHost host, String label, MemorySegment content, long offset) {
    this.waits = new LazyWaits(host, label, offset);
    this.content = content;
    this.waiting = offset + WaitWords.WAITING_OFFSET;
    this.participants = new AllParticipants(content);
  }

  /**
   * Wakes all that wait, after a store that they wait for. Costs a fence and a look at a word while
   * nobody does.
   */
  public void wake() {
    // Pairs with the fence of Signal.announce(): a sleeper sees the store that came before, or the
    // look here sees that it is about to sleep.
    Words.fullFence();
    if (Words.getLongOpaque(content, waiting) != 0) {
      waits.get().wake();
    }
  }

  /**
   * Waits until a condition is met.
   *
   * @param nanos time to wait; 0 looks once
   * @return whether it was met in time
   */
  public boolean await(Condition condition, long nanos) {
    return waits.get().await(condition, participants, nanos);
  }

  /** Something that others own and one thread waits for. */
  public interface Owned {
    /** Whether it can be taken now. */
    boolean isFree();

    /** Takes it, if it can be taken now. */
    boolean takeFree();

    /** Takes it from an owner that has gone, if there is one. Calls the system. */
    boolean recover();
  }

  /**
   * Waits for what others own, and takes it. Looks whether the owners live, soon at first, because
   * one may have died long ago, then less and less often.
   *
   * @param nanos time to wait; 0 looks once
   * @return whether it was taken in time
   */
  public boolean take(Owned owned, long nanos) {
    long begin = System.nanoTime();
    long look = FIRST_LOOK;
    long left = nanos;
    do {
      boolean isFree = await(owned::isFree, Math.min(left, look));
      if (owned.takeFree() || !isFree && owned.recover()) {
        return true;
      }
      look = Math.min(2 * look, SLICE);
      left = nanos - (System.nanoTime() - begin);
    } while (left > 0);
    return false;
  }
}
