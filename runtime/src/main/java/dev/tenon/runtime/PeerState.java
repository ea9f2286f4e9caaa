// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/** State of one end of a queue. */
public enum PeerState {
  /** Nobody has taken the role since the region was made. */
  NEVER_JOINED,
  /** A process that lives, or that cannot be told to be dead, holds the role. */
  PRESENT,
  /** The last holder closed the role or died. */
  LEFT
}
