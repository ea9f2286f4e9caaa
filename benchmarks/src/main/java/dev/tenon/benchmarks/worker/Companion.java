// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.concurrent.CancellationException;

/**
 * A thread of a task beside the one that makes it. When one of them fails, the other one is
 * interrupted, which ends its loops if these pause by {@link Spin}.
 */
final class Companion implements AutoCloseable {
  private final Thread thread;
  private volatile Throwable failure;

  /** Starts at once. */
  Companion(Runnable work) {
    Thread owner = Thread.currentThread();
    thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (CancellationException e) {
                // The other thread has failed, and says why.
                failure = e;
              } catch (RuntimeException | Error e) {
                failure = e;
                // The other thread may wait for ever now: say it before the harness loses patience.
                e.printStackTrace();
                owner.interrupt();
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

  /** Ends it, if it still runs. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
