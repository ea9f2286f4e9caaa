// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.memory.Words;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A sleeper sets its bit and looks at what it waits for; the waker stores that and looks at the
 * bits. The first number is whether the waker sees the sleeper, the second whether the sleeper sees
 * the store: one of them must.
 */
public final class WakeUps {
  private WakeUps() {}

  private static int look(WaitWordsState words) {
    return words.waker.isAwaited() ? 1 : 0;
  }

  /** The waker has a fence between its store and its look. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "The wake-up is missed.")
  @Outcome(
      id = {"0, 1", "1, 0", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "One sees the other.")
  @State
  public static class WithFence extends WaitWordsState {
    /** Stores and looks. */
    @Actor
    public void wake(II_Result result) {
      delay();
      store();
      Words.fullFence();
      result.r1 = look(this);
    }

    /** Says that it waits, and looks. */
    @Actor
    public void sleep(II_Result result) {
      sleeper.announce();
      result.r2 = load();
    }
  }

  /** The waker has none, the sleeper runs one for it: the path of every publish. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "The wake-up is missed.")
  @Outcome(
      id = {"0, 1", "1, 0", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "One sees the other.")
  @State
  public static class WithBarrier extends WaitWordsState {
    /** Stores and looks. */
    @Actor
    public void wake(II_Result result) {
      delay();
      store();
      result.r1 = look(this);
    }

    /** Says that it waits, has all processors run a fence, and looks. */
    @Actor
    public void sleep(II_Result result) {
      sleeper.announce();
      if (!PLATFORM.barrier()) {
        throw new IllegalStateException("the barrier failed");
      }
      result.r2 = load();
    }
  }

  /** Neither: shows that the tests above can fail. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "The wake-up is missed.")
  @Outcome(
      id = {"0, 1", "1, 0", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "One sees the other.")
  @State
  public static class WithNeither extends WaitWordsState {
    /** Stores and looks. */
    @Actor
    public void wake(II_Result result) {
      delay();
      store();
      result.r1 = look(this);
    }

    /** Says that it waits, and looks. */
    @Actor
    public void sleep(II_Result result) {
      sleeper.announce();
      result.r2 = load();
    }
  }

  /**
   * A waker takes all bits away by a store, which may hit one that was set a moment ago. Its
   * sleeper must then have the sequence of before: the first number; the second is whether the bit
   * is left.
   */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "Sleeps with nobody to know of it.")
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Does not fall asleep.")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Does not fall asleep.")
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Came after the wake-up.")
  @State
  public static class LostBit extends WaitWordsState {
    /** Wakes everybody. */
    @Actor
    public void wake() {
      delay();
      waker.raise();
    }

    /** Says that it waits. */
    @Actor
    public void sleep(II_Result result) {
      result.r1 = sleeper.announce();
    }

    /** Looks at the bits when all is over. */
    @Arbiter
    public void look(II_Result result) {
      result.r2 = bit();
    }
  }
}
