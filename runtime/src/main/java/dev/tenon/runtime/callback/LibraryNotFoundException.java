// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.TenonException;
import java.io.Serial;

/** There is no such library, or the system could not load it; the message has its reason. */
public final class LibraryNotFoundException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code cause} may be null. */
  public LibraryNotFoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
