// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.QueueStatistics;
import java.util.List;

/**
 * A queue.
 *
 * @param alignment of its messages in bytes
 * @param stamped whether records carry the time at which they were published
 * @param lanes one for each producer that it can have
 * @param statistics sums of all lanes; the counts are unsigned
 */
public record QueueView(
    String name,
    String doc,
    long alignment,
    boolean stamped,
    List<LaneView> lanes,
    RoleView consumer,
    QueueStatistics statistics)
    implements SectionView {

  /** Copies the list. */
  public QueueView {
    lanes = List.copyOf(lanes);
  }

  /** Part of the rings that is in use, 0 to 1. */
  public double fill() {
    return (double) statistics.usedBytes() / statistics.capacity();
  }
}
