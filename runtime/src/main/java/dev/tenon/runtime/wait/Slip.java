// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.format.TenonFormatConstants;

/**
 * Lagging on purpose. A reader that keeps up with a writer sits on the cache line that the writer
 * is about to store to, and each message costs both a transfer of it. One that pauses before it
 * looks gets many messages a transfer. Whether a pause brings anything is tried: a peer that waits
 * for an answer cannot write more meanwhile. For one thread at a time.
 */
public final class Slip {
  /** Messages that a pause must bring to be worth it. */
  private static final int WORTH = 8;

  private static final int PAUSES = (int) TenonFormatConstants.SLIP_PAUSES;

  private boolean pauses;

  /** An occasion is a look at several messages. */
  private final Backoff backoff = new Backoff();

  /** Pauses before a look, if that has brought anything lately. */
  public void pause() {
    if (pauses) {
      for (int i = PAUSES; i > 0; i--) {
        Thread.onSpinWait();
      }
    }
  }

  /**
   * Learns from a look. A writer that goes on while we look leaves several messages at a time; one
   * that waits for us leaves one, or a few that a pause does not make more.
   *
   * @param messages how many it found, 1 or more
   */
  public void learn(int messages) {
    if (pauses) {
      pauses = messages >= WORTH;
      backoff.learn(pauses);
    } else if (messages > 1) {
      pauses = backoff.isDue();
    }
  }
}
