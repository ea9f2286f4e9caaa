// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * Somebody has cut the region's file short while it was mapped: bytes that were there are gone, for
 * all processes. Close the region, remove its name and create it again.
 */
public final class RegionTruncatedException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  private final long mappedBytes;
  private final long fileBytes;

  /** Creates the exception; {@code cause} may be null. */
  public RegionTruncatedException(
      String message, long mappedBytes, long fileBytes, Throwable cause) {
    super(message, cause);
    this.mappedBytes = mappedBytes;
    this.fileBytes = fileBytes;
  }

  /** Bytes of the region that this process has mapped. */
  public long mappedBytes() {
    return mappedBytes;
  }

  /** Bytes that the file had when that was noticed. */
  public long fileBytes() {
    return fileBytes;
  }
}
