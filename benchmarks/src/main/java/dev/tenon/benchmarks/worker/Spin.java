// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.concurrent.CancellationException;

/** Pauses of loops that wait for another thread of their process. */
final class Spin {
  private Spin() {}

  /**
   * Pauses for a moment.
   *
   * @throws CancellationException if the thread is interrupted: the other one has failed
   */
  static void pause() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while it waited for another thread");
    }
    Thread.onSpinWait();
  }
}
