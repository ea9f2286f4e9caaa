// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import dev.tenon.runtime.callback.CallbackExceptionHandler;
import dev.tenon.runtime.callback.CallbackExceptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes what callbacks throw instead of the handler that logs, until it is closed. */
final class HandledExceptions implements AutoCloseable {

  /** Exception that the handler was told of. */
  record Handled(String callback, Thread thread, Throwable exception) {}

  private final List<Handled> handled = Collections.synchronizedList(new ArrayList<>());

  HandledExceptions() {
    CallbackExceptions.setHandler(
        (callback, thread, exception) -> handled.add(new Handled(callback, thread, exception)));
  }

  /** Calls another handler until it is closed. */
  HandledExceptions(CallbackExceptionHandler handler) {
    CallbackExceptions.setHandler(handler);
  }

  List<Handled> all() {
    return handled;
  }

  List<Throwable> exceptions() {
    return handled.stream().map(Handled::exception).toList();
  }

  @Override
  public void close() {
    CallbackExceptions.setHandler(null);
  }
}
