// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.TenonException;
import java.io.Serial;

/**
 * A callback threw while C ran it inside a call from this thread. Thrown by that call after C has
 * returned; the cause is what the first such callback threw, and what further ones threw is
 * suppressed. C got the callback's {@code on_error} value.
 */
public final class CallbackException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code cause} is what the callback threw. */
  public CallbackException(String message, Throwable cause) {
    super(message, cause);
  }
}
