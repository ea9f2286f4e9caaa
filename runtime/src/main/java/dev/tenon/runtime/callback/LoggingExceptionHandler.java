// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Logs exceptions of callbacks, so few that a callback that always throws fills no disk. */
final class LoggingExceptionHandler implements CallbackExceptionHandler {
  private static final int LIMIT = 10;
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong suppressed = new AtomicLong();
  private long periodStart = System.nanoTime() - PERIOD_NANOS;
  private int logged;

  @Override
  public void handle(String callback, Thread thread, Throwable exception) {
    if (!admit()) {
      suppressed.incrementAndGet();
      return;
    }
    log("Callback " + callback + " failed on thread " + thread.getName(), exception);
  }

  /** Logs what the user's own handler threw, with what it was to handle. */
  void handlerFailed(String callback, Thread thread, Throwable exception, Throwable thrown) {
    if (!admit()) {
      suppressed.incrementAndGet();
      return;
    }
    log("The handler of callback exceptions failed on thread " + thread.getName(), thrown);
    log("It was to handle a failure of callback " + callback, exception);
  }

  private synchronized boolean admit() {
    long now = System.nanoTime();
    if (now - periodStart >= PERIOD_NANOS) {
      periodStart = now;
      logged = 0;
    }
    return logged++ < LIMIT;
  }

  private void log(String message, Throwable exception) {
    long left = suppressed.getAndSet(0);
    // Asked for each time: finding the first one reads files, and may fail.
    Logger logger = System.getLogger("dev.tenon.runtime.callback");
    String text = left == 0 ? message : message + " (" + left + " more were not logged)";
    try {
      logger.log(Level.ERROR, text, exception);
    } catch (Throwable unprintable) {
      // An exception may throw from getMessage(); its class is all that can be said of it.
      logger.log(Level.ERROR, text + ": " + exception.getClass().getName());
    }
  }
}
