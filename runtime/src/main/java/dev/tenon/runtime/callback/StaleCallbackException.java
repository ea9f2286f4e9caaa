// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.TenonException;
import java.io.Serial;

/**
 * C called a callback that is closed, or with a context that no callback ever had. It goes to the
 * {@link CallbackExceptionHandler}; C gets the {@code on_error} value.
 */
public final class StaleCallbackException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public StaleCallbackException(String message) {
    super(message, null);
  }
}
