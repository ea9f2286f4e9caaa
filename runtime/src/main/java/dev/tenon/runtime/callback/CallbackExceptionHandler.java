// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

/**
 * Receives what callbacks and exports throw, since C cannot. Set with {@link
 * CallbackExceptions#setHandler}.
 */
@FunctionalInterface
public interface CallbackExceptionHandler {
  /**
   * Called on the thread that ran the callback, before C goes on with the {@code on_error} value;
   * by any number of threads at once. What it throws itself is logged and goes no further.
   *
   * @param callback name of the callback or export in the schema
   * @param thread the current thread
   * @param exception what was thrown: of any class, errors included
   */
  void handle(String callback, Thread thread, Throwable exception);
}
