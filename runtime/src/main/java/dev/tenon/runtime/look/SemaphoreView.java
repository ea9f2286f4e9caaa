// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import java.util.List;

/**
 * A semaphore.
 *
 * @param permits all that there are, 1 to 1,024
 * @param available permits that nobody has; those of holders that are gone count as had
 * @param holders attachments that have permits, gone ones too, each once
 * @param recovered permits taken from holders that had gone, unsigned
 * @param waiting participants that said that they wait, and were not woken since; one that gave up
 *     may be among them
 */
public record SemaphoreView(
    String name,
    String doc,
    int permits,
    int available,
    List<HolderView> holders,
    long recovered,
    int waiting)
    implements SectionView {

  /** Copies the list. */
  public SemaphoreView {
    holders = List.copyOf(holders);
  }

  /**
   * An attachment that has permits.
   *
   * @param permits how many
   */
  public record HolderView(OwnerView owner, int permits) {}
}
