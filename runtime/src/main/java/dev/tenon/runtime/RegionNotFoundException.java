// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * Nothing has the region's name: its creator has not come yet, or the last participant has left.
 */
public final class RegionNotFoundException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RegionNotFoundException(String message) {
    super(message, null);
  }
}
