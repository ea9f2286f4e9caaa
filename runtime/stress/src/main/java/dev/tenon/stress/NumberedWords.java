// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Messages and values whose words are all the same number, so that a torn one is seen. */
final class NumberedWords {
  private static final int MOST_WORDS = 6;
  private static final int DELAYS = 31;

  private NumberedWords() {}

  /** Words of the message of a number; they vary, so that one lies where others end and begin. */
  static int count(long number) {
    return 1 + (int) (number * 5 % MOST_WORDS);
  }

  /** Bytes of the message of a number. */
  static long size(long number) {
    return (long) count(number) * Long.BYTES;
  }

  static void write(MemorySegment data, long offset, int words, long number) {
    for (int i = 0; i < words; i++) {
      data.set(ValueLayout.JAVA_LONG, offset + (long) i * Long.BYTES, number);
    }
  }

  /** The first word. */
  static long number(MemorySegment data, long offset) {
    return data.get(ValueLayout.JAVA_LONG, offset);
  }

  /** Compares all words with the number, from the last one: in the other order than written. */
  static boolean areWhole(MemorySegment data, long offset, int words, long number) {
    boolean whole = true;
    for (int i = words - 1; i >= 0; i--) {
      whole &= data.get(ValueLayout.JAVA_LONG, offset + (long) i * Long.BYTES) == number;
    }
    return whole;
  }

  /**
   * Checks a message, and once more after a time that varies with its number: long enough for its
   * producer to see room that was given back too early, and to fill it.
   */
  static boolean stayWhole(MemorySegment data, long offset, long number) {
    int words = count(number);
    boolean whole = areWhole(data, offset, words, number);
    Spin.times(number % DELAYS);
    return whole & areWhole(data, offset, words, number);
  }
}
