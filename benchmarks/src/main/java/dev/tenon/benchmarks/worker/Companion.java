// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

/** The second thread of a task. */
final class Companion {
  private final Thread thread;
  private volatile Throwable failure;

  /** Starts at once. */
  Companion(Runnable work) {
    thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException | Error e) {
                failure = e;
                // The other thread may wait for ever now: say it before the harness loses patience.
                e.printStackTrace();
              }
            },
            "companion");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for its end; fails if it has failed. */
  void join() throws InterruptedException {
    thread.join();
    if (failure != null) {
      throw new IllegalStateException("the second thread failed", failure);
    }
  }
}
