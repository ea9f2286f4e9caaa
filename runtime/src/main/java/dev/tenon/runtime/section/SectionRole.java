// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

/**
 * A part in a section that this process has taken. Works on the region's control mapping and under
 * the region's lifecycle lock, so that it can still be given up when the content is unmapped.
 */
public interface SectionRole {
  /** Lets another process take the role, and tells a waiting peer. */
  void giveUp();

  /**
   * Does nothing unless the calling thread is in a handler that this role has called.
   *
   * @throws IllegalStateException if it is
   */
  void requireNotInHandler();

  /** Makes this process's own thread that sleeps in the role look again. */
  void wakeOwnThread();
}
