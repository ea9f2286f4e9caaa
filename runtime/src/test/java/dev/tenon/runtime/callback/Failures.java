// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects what callbacks throw, until it is closed. */
final class Failures implements AutoCloseable {
  private final List<String> callbacks = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> exceptions = Collections.synchronizedList(new ArrayList<>());

  Failures() {
    CallbackExceptions.setHandler(
        (callback, thread, exception) -> {
          if (thread != Thread.currentThread()) {
            throw new AssertionError("not the thread of the callback");
          }
          callbacks.add(callback);
          exceptions.add(exception);
        });
  }

  List<String> callbacks() {
    return callbacks;
  }

  List<Throwable> exceptions() {
    return exceptions;
  }

  @Override
  public void close() {
    CallbackExceptions.setHandler(null);
  }
}
