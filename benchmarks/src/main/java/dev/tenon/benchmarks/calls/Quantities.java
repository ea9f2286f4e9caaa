// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.calls;

/**
 * The quantities of the quotes that are handed to and fro: 0 to 127, over and over, at a price of
 * 1. Every way of calling adds them up, so that nothing is measured that was not called.
 */
final class Quantities {
  static final int MASK = 127;

  private Quantities() {}

  /** Sum of the first {@code count} quantities. */
  static long sum(long count) {
    long period = MASK + 1L;
    long rest = count % period;
    return count / period * (MASK * period / 2) + rest * (rest - 1) / 2;
  }

  /** Texts of ten characters, as symbols are, that begin with a quantity in three digits. */
  static String[] symbols() {
    String[] symbols = new String[MASK + 1];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = "%03d.EURUSD".formatted(i);
    }
    return symbols;
  }
}
