// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.WaitPolicy;
import dev.tenon.runtime.format.TenonFormatConstants;

/**
 * Lagging on purpose. A reader that keeps up with a writer sits on the cache line that the writer
 * is about to store to, and each message costs both a transfer of it. One that pauses before it
 * looks gets many messages a transfer, and the further it is behind, the more rarely it meets the
 * writer. Whether a pause brings enough is tried: a peer that waits for an answer cannot write more
 * meanwhile. For one thread at a time.
 */
public final class Slip {
  private static final long FIRST = TenonFormatConstants.FIRST_SLIP_NANOSECONDS;
  private static final long NANOS_A_MESSAGE = TenonFormatConstants.SLIP_NANOSECONDS_A_MESSAGE;
  private static final int LOOKS = (int) TenonFormatConstants.LOOKS_A_CLOCK;

  /** Longest pause in nanoseconds. */
  private final long last;

  /** Bytes that one pause may bring. */
  private final long room;

  /** Pause before the next look in nanoseconds, or zero. */
  private long nanos;

  /** Messages since the last look that found nothing more. */
  private long found;

  /** Position of that look. */
  private long begin;

  /** An occasion is a look at several messages. */
  private final Backoff backoff = new Backoff();

  /**
   * Makes one that does not pause yet.
   *
   * @param policy of the reader: one that never sleeps has the first pause only
   * @param capacity bytes of the ring
   * @param position of the reader
   */
  public Slip(WaitPolicy policy, long capacity, long position) {
    this.last = policy.sleeps() ? TenonFormatConstants.LAST_SLIP_NANOSECONDS : FIRST;
    this.room = capacity / TenonFormatConstants.SLIP_PARTS;
    this.begin = position;
  }

  /** Pauses before a look, if that has brought anything lately. */
  public void pause() {
    if (nanos != 0) {
      long start = System.nanoTime();
      do {
        for (int i = LOOKS; i > 0; i--) {
          Thread.onSpinWait();
        }
      } while (System.nanoTime() - start < nanos);
    }
  }

  /** Whether messages come as a stream, as far as the last looks can tell. */
  public boolean isStream() {
    return nanos != 0;
  }

  /** Returns the pause before the next look in nanoseconds. */
  long nanos() {
    return nanos;
  }

  /**
   * Learns from a look. A writer that goes on while we look leaves several messages at a time; one
   * that waits for us leaves one, or a few that a pause does not make more.
   *
   * @param messages how many it found
   * @param position of the reader behind them
   * @param isOver whether there were no more; otherwise the next look goes on with them
   */
  public void learn(int messages, long position, boolean isOver) {
    found += messages;
    if (isOver && found != 0) {
      decide(position - begin);
      found = 0;
      begin = position;
    }
  }

  private void decide(long bytes) {
    if (nanos == 0) {
      nanos = found > 1 && backoff.isDue() ? FIRST : 0;
    } else if (found < nanos / NANOS_A_MESSAGE || bytes > room) {
      // Half of the first pause is none.
      nanos = nanos > FIRST ? nanos / 2 : 0;
      backoff.learn(nanos != 0);
    } else {
      nanos = Math.min(2 * nanos, last);
      backoff.learn(true);
    }
  }
}
