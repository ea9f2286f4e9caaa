// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The file is there, but its creator has not stored the READY state. A creator of this runtime
 * gives a region its name only when it is complete, so waiting rarely helps.
 */
public final class RegionNotReadyException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RegionNotReadyException(String message) {
    super(message, null);
  }
}
