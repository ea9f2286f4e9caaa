// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import com.example.hostmonitor.contract.Batch;

/**
 * Chooses the ticks that rates are computed from, and knows when all messages of one have come.
 *
 * <p>Counters of the kernel move in steps of 10 ms or so: a rate needs two ticks that lie well
 * apart, however fast the agent samples. All ticks between them are passed over.
 */
final class TickWindow {
  private final long shortestNanos;
  private boolean open;
  private long tick;
  private long begun;
  private long collected;
  private boolean hasPrevious;
  private long previous;

  TickWindow(long shortestNanos) {
    this.shortestNanos = shortestNanos;
  }

  /**
   * Whether this message belongs to a tick that counts.
   *
   * @param sent the message's time stamp, in nanoseconds
   */
  boolean accepts(Batch batch, long sent) {
    if (batch.first() == 0) {
      open = !hasPrevious || sent - previous >= shortestNanos;
      tick = batch.tick();
      begun = sent;
      collected = 0;
    }
    if (!open || batch.tick() != tick) {
      return false; // passed over, or its beginning was dropped
    }
    collected += batch.count();
    return true;
  }

  /** Whether the tick of the message accepted last is complete now. */
  boolean isComplete(Batch batch) {
    return collected == batch.total();
  }

  /** Closes the complete tick; returns the seconds since the one before, NaN for the first. */
  double close() {
    double seconds = hasPrevious ? (begun - previous) / 1e9 : Double.NaN;
    hasPrevious = true;
    previous = begun;
    open = false;
    return seconds;
  }
}
