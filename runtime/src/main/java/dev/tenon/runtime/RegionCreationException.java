// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The file system cannot hold the region, or no further file. Every page is reserved at creation,
 * so that nobody gets {@code SIGBUS} later; nothing is left behind.
 */
public final class RegionCreationException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  private final long bytesAsked;
  private final long bytesFree;

  /** Creates the exception; sizes are bytes, {@code cause} may be null. */
  public RegionCreationException(String what, long bytesAsked, long bytesFree, Throwable cause) {
    super(
        "cannot create "
            + what
            + (bytesFree < bytesAsked ? ": " : ": the file system has no room for another file, ")
            + bytesAsked
            + " bytes asked, "
            + bytesFree
            + " bytes free"
            + (cause == null ? "" : " (" + cause.getMessage() + ")"),
        cause);
    this.bytesAsked = bytesAsked;
    this.bytesFree = bytesFree;
  }

  /** The region's size in bytes. */
  public long bytesAsked() {
    return bytesAsked;
  }

  /** Bytes that the file system had free. */
  public long bytesFree() {
    return bytesFree;
  }
}
