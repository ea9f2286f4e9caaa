// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.platform.Platform;

/** Whether a process lives, as far as it can be told. */
public enum Life {
  /** It lives. */
  ALIVE,
  /** It lives and is kept from running: stopped by a signal or a debugger, or frozen. */
  STOPPED,
  /** It is proved to be dead. */
  DEAD,
  /** The system hides it, or it belongs to another namespace; it counts as living. */
  UNKNOWN;

  /**
   * Asks the platform.
   *
   * @param identity of a process
   */
  static Life of(Platform platform, long identity) {
    return switch (platform.alive(identity)) {
      case YES -> platform.isStopped(identity) ? STOPPED : ALIVE;
      case NO -> DEAD;
      case CANNOT_TELL -> UNKNOWN;
    };
  }
}
