// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

/**
 * Bytes that can still be had, and who allows no more.
 *
 * @param limit the one who limits
 * @param advice ends "make the region smaller or"
 */
public record Room(long bytes, String limit, String advice) {
  /** Room that nobody is known to limit. */
  public static final Room UNLIMITED = new Room(Long.MAX_VALUE, "", "");

  /** The narrower of two, this one if they are equal. */
  public Room narrower(Room other) {
    return other.bytes < bytes ? other : this;
  }
}
