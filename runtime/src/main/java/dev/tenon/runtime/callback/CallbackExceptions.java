// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

/** Receiver of the exceptions of callbacks and exports. Safe for all threads. */
public final class CallbackExceptions {
  private static final LoggingExceptionHandler DEFAULT = new LoggingExceptionHandler();

  private static volatile CallbackExceptionHandler handler = DEFAULT;

  private CallbackExceptions() {}

  /** Returns the current receiver. */
  public static CallbackExceptionHandler handler() {
    return handler;
  }

  /**
   * Replaces the handler for all callbacks of this JVM.
   *
   * @param handler the new one; null for the default, which logs at most ten exceptions a second to
   *     the {@link System.Logger} {@code dev.tenon.runtime.callback}, and how many it left out
   */
  public static void setHandler(CallbackExceptionHandler handler) {
    CallbackExceptions.handler = handler == null ? DEFAULT : handler;
  }

  /** Hands an exception over; what the handler throws is logged. */
  static void report(String callback, Throwable exception) {
    Thread thread = Thread.currentThread();
    try {
      handler.handle(callback, thread, exception);
    } catch (Throwable thrown) {
      DEFAULT.handlerFailed(callback, thread, exception, thrown);
    }
  }
}
