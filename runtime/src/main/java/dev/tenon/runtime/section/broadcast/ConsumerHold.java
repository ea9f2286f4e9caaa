// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.broadcast;

import dev.tenon.runtime.section.SectionRole;

/** Part that a consumer has in this process alone: no word of the region knows of it. */
final class ConsumerHold implements SectionRole {
  private final String label;

  /**
   * The thread that is in a handler, or null. Written by that thread alone; every other one finds
   * that it is not itself, whatever it reads.
   */
  private Thread handling;

  ConsumerHold(String label) {
    this.label = label;
  }

  /** Remembers that this thread is in a handler, until {@link #endHandling}. */
  void beginHandling() {
    handling = Thread.currentThread();
  }

  void endHandling() {
    handling = null;
  }

  @Override
  public void requireNotInHandler() {
    if (handling == Thread.currentThread()) {
      throw new IllegalStateException(
          label + " cannot be polled, left or closed while its handler runs");
    }
  }

  @Override
  public void giveUp() {
    // Nobody else knows of it.
  }

  @Override
  public void wakeOwnThread() {
    // It sleeps in the waits that all consumers of this process share.
  }
}
