// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.WorkStatistics;
import java.util.List;

/**
 * Work.
 *
 * @param alignment of its messages in bytes
 * @param workerSlots workers that can be there at a time
 * @param workers those that are there, dead ones whose place nobody took too
 * @param waiting participants with workers that said that they wait, and were not woken since; one
 *     that gave up may be among them
 * @param statistics numbers, of which the counts are unsigned
 */
public record WorkView(
    String name,
    String doc,
    long alignment,
    int workerSlots,
    RoleView producer,
    List<WorkerView> workers,
    int waiting,
    WorkStatistics statistics)
    implements SectionView {

  /**
   * A worker.
   *
   * @param slot number of its slot
   * @param finished tasks ever finished by all workers that had the slot, unsigned
   */
  public record WorkerView(int slot, RoleView role, long finished) {}

  /** Part of the ring that is in use, 0 to 1. */
  public double fill() {
    return (double) statistics.usedBytes() / statistics.capacity();
  }
}
