// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

/** The receiving end of whatever is measured. A process loads one class of them, no more. */
interface Receiver {
  /** Most messages that one look hands over, the same for all contenders. */
  int LIMIT = 256;

  /** Takes the messages that are there, reading all their words; returns how many. */
  int receive();

  /** The sum of all words of all messages received so far. */
  long sum();

  /** The first word of the message received last. */
  long last();

  /** Words of a message. */
  int words();
}
