// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

/** Answer to a question that the operating system may refuse. */
public enum Answer {
  /** Proved to be so. */
  YES,
  /** Proved not to be so. */
  NO,
  /** Neither; who asks must do nothing that would be wrong in one of the two cases. */
  CANNOT_TELL
}
