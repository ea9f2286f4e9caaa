// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import com.example.levelmeter.contract.Ending;
import com.example.levelmeter.contract.OnBlockEvent;
import java.util.Optional;

/** Readings of one meter: written by the meter's thread, read by any other. */
final class Reading {
  private long blocks;
  private long calls;
  private long clips;
  private double lastPeak;
  private double lastRms;
  private double peak;
  private double sumOfMeanSquares;
  private Ending ending;

  /**
   * A moment of it.
   *
   * @param blocks heard of
   * @param calls in which they came
   * @param clips blocks of full scale or more that C asked about
   * @param lastPeak of the last block
   * @param lastRms of the last block
   * @param peak of all blocks
   * @param rms of all blocks
   * @param ending why it ended, if it did
   */
  record Snapshot(
      long blocks,
      long calls,
      long clips,
      double lastPeak,
      double lastRms,
      double peak,
      double rms,
      Optional<Ending> ending) {}

  /** Takes the numbers out of an event, which is C's memory and gone when the callback returns. */
  synchronized void add(OnBlockEvent event) {
    lastPeak = event.level().peak();
    lastRms = event.level().rms();
    peak = Math.max(peak, lastPeak);
    sumOfMeanSquares += lastRms * lastRms;
    blocks++;
  }

  synchronized void called() {
    calls++;
  }

  /** Returns how often it clipped, this time included. */
  synchronized long clipped() {
    return ++clips;
  }

  synchronized void ended(Ending why) {
    ending = why;
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(
        blocks,
        calls,
        clips,
        lastPeak,
        lastRms,
        peak,
        blocks == 0 ? 0 : Math.sqrt(sumOfMeanSquares / blocks),
        Optional.ofNullable(ending));
  }
}
