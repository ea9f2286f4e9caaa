// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * Bytes in the region contradict the format: somebody has overwritten them, or the file is not a
 * region at all. Nothing outside the region was touched.
 */
public final class CorruptRegionException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public CorruptRegionException(String message) {
    super(message, null);
  }
}
