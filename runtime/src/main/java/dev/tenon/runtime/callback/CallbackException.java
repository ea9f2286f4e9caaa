// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.TenonException;
import java.io.Serial;

/**
 * A callback threw while C ran it inside a call from this thread. Thrown by that call after C has
 * returned; the cause is what the first such callback threw. C got the callback's {@code on_error}
 * value, and gets that from all callbacks that were handed over for the same call, which are not
 * run any more: {@link #suppressedCalls} counts them. Listeners and kept callbacks go on; what
 * those throw is suppressed.
 */
public final class CallbackException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  private long suppressedCalls;

  /** Creates the exception; {@code cause} is what the callback threw. */
  public CallbackException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Calls that C made of callbacks of the same call after the first failure, and that did not run.
   */
  public long suppressedCalls() {
    return suppressedCalls;
  }

  @Override
  public String getMessage() {
    return suppressedCalls == 0
        ? super.getMessage()
        : super.getMessage() + "; " + suppressedCalls + " further calls were not made";
  }

  void addSuppressedCalls(long calls) {
    suppressedCalls += calls;
  }
}
