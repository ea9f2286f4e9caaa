// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * Another process held the region's registration lock for too long (five seconds), a native call
 * kept the region's memory from being closed for that long, or a producer was faster than who would
 * join its broadcast. Try again.
 */
public final class RegionBusyException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RegionBusyException(String message) {
    super(message, null);
  }
}
