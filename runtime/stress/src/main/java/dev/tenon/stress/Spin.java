// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import java.util.function.IntSupplier;

/** Busy waits of actors. */
final class Spin {
  /** Tries of each side, so that both are at work all the time. */
  private static final int TRIES = 1000;

  private Spin() {}

  /** Repeats a call that returns zero, for a while; returns its last result. */
  static int whileZero(IntSupplier call) {
    int result = call.getAsInt();
    for (int i = 0; i < TRIES && result == 0; i++) {
      Thread.onSpinWait();
      result = call.getAsInt();
    }
    return result;
  }

  static void times(long count) {
    for (long i = count; i > 0; i--) {
      Thread.onSpinWait();
    }
  }
}
