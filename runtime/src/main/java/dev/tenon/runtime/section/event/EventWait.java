// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.event;

import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;

/** One wait for bits of an event. For one thread. */
final class EventWait {
  private final EventLayout layout;
  private final MemorySegment content;
  private final long wanted;
  private final boolean wantsAll;

  /** Of the wanted bits, how often each was given to all when the wait began. */
  private final int[] pulses = new int[EventLayout.BITS];

  /** Begins a wait: what is given to all from now on is given to it. */
  EventWait(EventLayout layout, MemorySegment content, long wanted, boolean wantsAll) {
    this.layout = layout;
    this.content = content;
    this.wanted = wanted;
    this.wantsAll = wantsAll;
    for (long rest = wanted; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      pulses[bit] = pulsesOf(bit);
    }
  }

  private int pulsesOf(int bit) {
    return Words.getIntAcquire(content, layout.pulses(bit));
  }

  /** The wanted bits that were given to all since the wait began. */
  long given() {
    long given = 0;
    for (long rest = wanted; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      if (pulsesOf(bit) != pulses[bit]) {
        given |= 1L << bit;
      }
    }
    return given;
  }

  /** Whether what is there is enough. */
  boolean isMet() {
    long set = Words.getLongAcquire(content, layout.set()) & wanted;
    return isEnough(set) || isEnough(set | given());
  }

  private boolean isEnough(long found) {
    return wantsAll ? found == wanted : found != 0;
  }
}
