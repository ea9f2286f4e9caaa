// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.TenonException;
import java.io.Serial;

/** A C function, or a callback that C implements, returned NULL, which the schema rules out. */
public final class NullResultException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public NullResultException(String message) {
    super(message, null);
  }
}
