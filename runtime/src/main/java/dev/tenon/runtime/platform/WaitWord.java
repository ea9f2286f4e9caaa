// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Four bytes in shared memory, opened, that threads of any process sleep on. */
public interface WaitWord extends AutoCloseable {
  /**
   * Sleeps while the word holds {@code expected}, until woken or until {@code nanos} have passed.
   * May return early for no reason. For one thread at a time.
   */
  void await(int expected, long nanos) throws IOException;

  /**
   * Adds one to the word, in one step, then wakes everybody who sleeps on it, in any process. An
   * atomic instruction would do for the sum, but the interpreter's ends the JVM when the page is
   * gone.
   */
  void changeAndWakeAll() throws IOException;

  /**
   * Sets or clears one bit of another four bytes, which nobody sleeps on, in one step. Not by an
   * atomic instruction, as above.
   */
  void changeBit(MemorySegment other, int bit, boolean value) throws IOException;

  /** Gives back what the system needed for the word. */
  @Override
  void close();
}
