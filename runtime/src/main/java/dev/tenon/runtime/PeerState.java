// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/** State of the holder of a role, as the producer of a queue or the writer of a latest value. */
public enum PeerState {
  /** Nobody has taken the role since the region was made. */
  NEVER_JOINED,
  /** A process that lives, or that cannot be told to be dead, holds the role. */
  PRESENT,
  /**
   * So does a process that does not run: it was stopped, as by SIGSTOP or a debugger, or its
   * control group is frozen. It keeps the role and may go on at any time.
   */
  STOPPED,
  /** The last holder closed the role or died. */
  LEFT
}
