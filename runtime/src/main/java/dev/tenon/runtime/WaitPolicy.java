// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * Way of waiting for another process. Times are those of a machine that is not busy; the page of
 * benchmarks has measured ones. Immutable, and safe for all threads.
 */
public final class WaitPolicy {
  private static final WaitPolicy LATENCY = new WaitPolicy("latency", true, false);
  private static final WaitPolicy BALANCED = new WaitPolicy("balanced", true, true);
  private static final WaitPolicy FRUGAL = new WaitPolicy("frugal", false, true);

  private final String name;
  private final boolean spins;
  private final boolean sleeps;

  private WaitPolicy(String name, boolean spins, boolean sleeps) {
    this.name = name;
    this.spins = spins;
    this.sleeps = sleeps;
  }

  /**
   * Never sleeps: the lowest latency, for a thread that has a processor to itself. A wait costs all
   * of it, and the answer comes within a microsecond. A reader of a fast stream pauses for one,
   * too, where another policy has it pause for up to 16 µs, so that many messages come at a time.
   * With fewer processors than such threads everybody waits for the scheduler. A virtual thread
   * lets others have its carrier now and then.
   */
  public static WaitPolicy latency() {
    return LATENCY;
  }

  /**
   * Spins as long as that has been worth it lately, at most 50 µs a wait, then sleeps until it is
   * woken; after a spin in vain the next waits sleep at once, up to 255 of them. A conversation
   * that goes on costs a processor on each side and a microsecond or less a wake-up. An idle wait
   * costs next to nothing, and its wake-up what the system takes for it, some ten microseconds. The
   * default.
   */
  public static WaitPolicy balanced() {
    return BALANCED;
  }

  /** Sleeps at once: costs the least of the processor, and each wait the system's wake-up. */
  public static WaitPolicy frugal() {
    return FRUGAL;
  }

  /** Whether a wait may look again and again before anything else. */
  public boolean spins() {
    return spins;
  }

  /** Whether a wait ends in a sleep. */
  public boolean sleeps() {
    return sleeps;
  }

  @Override
  public String toString() {
    return name;
  }
}
