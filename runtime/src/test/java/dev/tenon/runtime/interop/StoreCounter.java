// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

/**
 * Counts what a process stores to shared memory, and ends it behind one of these stores. A {@code
 * Words} that {@link JavaVictims} has changed calls it.
 */
public final class StoreCounter {
  /** Exit status of a process that was ended. */
  static final int ENDED = 99;

  private static boolean armed;
  private static long count;
  private static long last;

  private StoreCounter() {}

  /** Begins to count; the process ends behind the store of this number, the first one is 1. */
  static void arm(long number) {
    last = number;
    count = 0;
    armed = true;
  }

  /** Ends counting; returns how many stores there were. */
  static long disarm() {
    armed = false;
    return count;
  }

  /** Called behind each store, and each copy, that {@code Words} has made. */
  public static void stored() {
    if (armed && ++count == last) {
      // Nothing is closed, written or told: for everybody else as if by SIGKILL.
      Runtime.getRuntime().halt(ENDED);
    }
  }
}
