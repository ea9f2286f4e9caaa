// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

/** Nothing is measured that did not arrive: this also keeps compilers from leaving work out. */
final class Checks {
  private Checks() {}

  /** Sum of the words of the messages 0 to {@code count - 1}, modulo 2^64. */
  static long expectedSum(long count, int words) {
    long numbers = count * (count - 1) / 2;
    long steps = (long) words * (words - 1) / 2;
    return words * numbers + count * steps;
  }

  static void requireEqual(String what, long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException(what + ": expected " + expected + ", found " + found);
    }
  }
}
