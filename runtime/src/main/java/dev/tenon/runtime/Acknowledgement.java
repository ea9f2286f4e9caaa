// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * When a consumer gives the room of consumed messages back. What it has not given back when it is
 * killed comes to its successor again.
 */
public enum Acknowledgement {
  /**
   * At the end of a batch that left nothing behind or was ended by an exception, or when the
   * producer waits for room or was refused some, or when an eighth of the ring is consumed; and
   * when the role is left. The fastest: a successor gets the last batch again, and up to an eighth
   * of the ring.
   */
  LATE,

  /** After each message: a successor gets at most one message again. */
  EACH_MESSAGE
}
