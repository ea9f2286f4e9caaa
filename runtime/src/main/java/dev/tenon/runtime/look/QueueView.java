// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * A queue, as it was at about one moment.
 *
 * @param capacity bytes of the ring, a power of two
 * @param alignment of its messages in bytes
 * @param usedBytes bytes of the ring from what is not released to what is published, padding
 *     included
 * @param lagBytes bytes that are published and not consumed, padding included
 * @param lagMessages messages that are published and not consumed; wrong by up to a batch after a
 *     holder was killed
 */
public record QueueView(
    String name,
    String doc,
    long capacity,
    long alignment,
    RoleView producer,
    RoleView consumer,
    long usedBytes,
    long lagBytes,
    long lagMessages)
    implements SectionView {

  /** Part of the ring that is in use, 0 to 1. */
  public double fill() {
    return (double) usedBytes / capacity;
  }
}
