// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Masks of the format. */
public final class RoleFlags {
  public static final long CAN_WAKE = 1L;

  private RoleFlags() {}
}
