// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

/** The sending end of whatever is measured. A process loads one class of them, no more. */
interface Sender {
  /**
   * Sends a message whose words are {@code number}, {@code number + 1} and so on; spins while there
   * is no room.
   */
  void send(long number);

  /** Sends what is held back; for senders that send in batches. */
  default void flush() {}
}
