// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/** The operating system refused an operation on the region; the cause says why. */
public final class RegionAccessException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RegionAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
