// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The file system, or the memory that it lies in, cannot hold the region, or no further file. Every
 * page is reserved at creation, so that nobody gets {@code SIGBUS} later; nothing is left behind.
 */
public final class RegionCreationException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  private final long bytesAsked;
  private final long bytesFree;

  /** Creates the exception; sizes are bytes, {@code cause} may be null. */
  public RegionCreationException(String message, long bytesAsked, long bytesFree, Throwable cause) {
    super(message, cause);
    this.bytesAsked = bytesAsked;
    this.bytesFree = bytesFree;
  }

  /** The region's size in bytes. */
  public long bytesAsked() {
    return bytesAsked;
  }

  /**
   * Bytes that could be had: the least of what the file system, memory and cgroups allow. {@code
   * Long.MAX_VALUE} if no limit is known.
   */
  public long bytesFree() {
    return bytesFree;
  }
}
