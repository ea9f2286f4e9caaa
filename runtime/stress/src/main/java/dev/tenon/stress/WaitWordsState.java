// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.host.HostPlatform;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A word that is waited for, and the words that say who waits, in cache lines of their own. */
class WaitWordsState {
  static final Platform PLATFORM = HostPlatform.current();
  private static final long AWAITED = 128;
  private static final int SLOT = 3;
  private static final int DELAYS = 1999;

  private final MemorySegment words = Arena.ofAuto().allocate(256, 128);

  /** Signal of the sleeper; signals are for one thread each. */
  final Signal sleeper = open();

  final Signal waker = open();

  /** Varies how far the sleeper is when the waker acts; for the waker's thread. */
  private static int turns;

  static {
    if (!PLATFORM.canWake() || !PLATFORM.joinBarriers()) {
      throw new IllegalStateException("the tests need native access and membarrier");
    }
  }

  private Signal open() {
    RegionAddress nowhere = RegionAddress.sharedMemory("stress");
    long word = Signal.sequenceOffset(0);
    return new Signal(words, 0, PLATFORM.openWord(nowhere, 0, words, word), SLOT);
  }

  /** Takes as long as some part of an announcement, another one each time. */
  void delay() {
    turns++;
    for (int step = turns % DELAYS; step > 0; step--) {
      Words.getLongOpaque(words, AWAITED);
    }
  }

  /** Stores what the sleeper waits for. */
  void store() {
    Words.setLongRelease(words, AWAITED, 1);
  }

  /** Loads what the sleeper waits for. */
  int load() {
    return (int) Words.getLongAcquire(words, AWAITED);
  }

  int sequence() {
    return Words.getIntAcquire(words, Signal.sequenceOffset(0));
  }

  /** One if the sleeper's bit is set. */
  int bit() {
    return (int) (Words.getLongAcquire(words, WaitWords.WAITING_OFFSET) >>> SLOT) & 1;
  }
}
