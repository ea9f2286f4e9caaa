// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import com.example.levelmeter.contract.Source;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A fifth, two sines of 440 and 660 Hz, made in Java. C asks for the samples, on a thread of its
 * own, and gives the memory to write them to.
 */
final class Chord implements Source {
  private static final double LOWER_HZ = 440;
  private static final double UPPER_HZ = 660;

  private final double rate;
  private final double amplitude;
  private final long end;

  /**
   * A chord without end.
   *
   * @param rate samples per second
   * @param amplitude of each of the two sines
   */
  Chord(int rate, double amplitude) {
    this(rate, amplitude, Long.MAX_VALUE);
  }

  /**
   * A chord that breaks.
   *
   * @param end position at which it throws instead of giving samples
   */
  Chord(int rate, double amplitude, long end) {
    this.rate = rate;
    this.amplitude = amplitude;
    this.end = end;
  }

  /** The root mean square of one or the other is its amplitude by √2; their squares add up. */
  double rms() {
    return amplitude;
  }

  @Override
  public int call(MemorySegment samples, long position) {
    if (position >= end) {
      throw new IllegalStateException("a string of the instrument broke");
    }
    int count = (int) (samples.byteSize() / Float.BYTES);
    for (int i = 0; i < count; i++) {
      double seconds = (position + i) / rate;
      double sample = amplitude * (sine(LOWER_HZ, seconds) + sine(UPPER_HZ, seconds));
      samples.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) sample);
    }
    return count;
  }

  private static double sine(double hertz, double seconds) {
    return Math.sin(2 * Math.PI * hertz * seconds);
  }
}
