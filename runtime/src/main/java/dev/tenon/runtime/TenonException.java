// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * Superclass of every failure of the runtime. Catch a subclass to act on one cause, this for all.
 *
 * <p>Wrong arguments are {@link IllegalArgumentException}, and use after close is {@link
 * IllegalStateException}: both are mistakes in the calling code and do not come under this class.
 */
public abstract class TenonException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code cause} may be null. */
  protected TenonException(String message, Throwable cause) {
    super(message, cause);
  }
}
