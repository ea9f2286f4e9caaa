// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Masks of the format. */
public final class RegionFlags {
  public static final long PERSISTENT = 1L;

  private RegionFlags() {}
}
