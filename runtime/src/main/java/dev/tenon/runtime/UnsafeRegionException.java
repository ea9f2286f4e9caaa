// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The file is not a regular file of the calling user that only this user may open (mode 0600).
 * Somebody else could have planted it or could change it, so it is refused.
 */
public final class UnsafeRegionException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public UnsafeRegionException(String message) {
    super(message, null);
  }
}
