// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.TenonException;
import java.io.Serial;

/**
 * The library was built from another schema or another version of it, or lacks functions. The
 * message has a line for every difference and for every missing symbol.
 */
public final class LibraryMismatchException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public LibraryMismatchException(String message) {
    super(message, null);
  }
}
