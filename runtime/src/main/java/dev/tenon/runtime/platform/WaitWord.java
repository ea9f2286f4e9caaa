// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;

/**
 * A 32-bit word of shared memory that one thread sleeps on until somebody wakes it. An object of
 * this class is for one thread at a time; several objects and processes may use the same word.
 */
public interface WaitWord {
  /**
   * Sleeps unless the word differs from {@code expected}. Returns when woken, when {@code nanos}
   * have passed, or earlier for no reason.
   */
  void await(int expected, long nanos) throws IOException;

  /** Wakes every thread of every process that sleeps on the word. */
  void wakeAll() throws IOException;
}
