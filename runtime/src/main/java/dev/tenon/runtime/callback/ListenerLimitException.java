// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.TenonException;
import java.io.Serial;

/** As many listeners as the schema allows are registered for the callback. */
public final class ListenerLimitException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ListenerLimitException(String message) {
    super(message, null);
  }
}
