// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.platform.Answer;

/** Whether a process lives, as far as it can be told. */
public enum Life {
  /** It lives. */
  ALIVE,
  /** It is proved to be dead. */
  DEAD,
  /** The system hides it, or it belongs to another namespace; it counts as living. */
  UNKNOWN;

  static Life of(Answer alive) {
    return switch (alive) {
      case YES -> ALIVE;
      case NO -> DEAD;
      case CANNOT_TELL -> UNKNOWN;
    };
  }
}
