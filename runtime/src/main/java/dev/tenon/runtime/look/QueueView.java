// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.QueueStatistics;

/**
 * A queue.
 *
 * @param alignment of its messages in bytes
 * @param statistics numbers, of which the counts are unsigned
 */
public record QueueView(
    String name,
    String doc,
    long alignment,
    RoleView producer,
    RoleView consumer,
    QueueStatistics statistics)
    implements SectionView {

  /** Part of the ring that is in use, 0 to 1. */
  public double fill() {
    return (double) statistics.usedBytes() / statistics.capacity();
  }
}
