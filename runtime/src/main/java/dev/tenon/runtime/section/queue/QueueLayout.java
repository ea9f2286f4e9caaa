// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.format.QueueHeader;

/**
 * Place of a queue in its region; offsets are bytes from the region's start.
 *
 * @param label for messages: {@code queue 'quotes' of region acme.market}
 * @param offset start of the queue's header
 * @param dataOffset start of the ring
 * @param capacity bytes of the ring, a power of two
 * @param recordAlignment alignment of the messages in bytes
 */
public record QueueLayout(
    String label, long offset, long dataOffset, long capacity, long recordAlignment) {

  public long producerEnd() {
    return offset + QueueHeader.PRODUCER_OFFSET;
  }

  public long consumerEnd() {
    return offset + QueueHeader.CONSUMER_OFFSET;
  }

  /** The words that a consumer waits on for messages. */
  long dataWait() {
    return offset + QueueHeader.DATA_OFFSET;
  }

  /** The words that a producer waits on for room. */
  long spaceWait() {
    return offset + QueueHeader.SPACE_OFFSET;
  }

  /**
   * Checks what is between two positions, of which one was read from shared memory.
   *
   * @param produced end of what is published or claimed
   * @param consumed the consumer's position
   * @throws CorruptRegionException unless the records between them can lie in the ring
   */
  void checkPositions(long produced, long consumed) {
    if (!isWithinRing(produced - consumed) || !areAligned(produced, consumed)) {
      throw corrupt(produced, consumed);
    }
  }

  /**
   * Checks the positions that someone finds who takes a role. That of a producer lags behind what
   * it has shown by the batch in which it was killed, and then the consumer may even be beyond it.
   *
   * @throws CorruptRegionException if they cannot be
   */
  public void checkFoundPositions(long produced, long consumed) {
    boolean near = isWithinRing(produced - consumed) || isWithinRing(consumed - produced);
    if (!near || !areAligned(produced, consumed)) {
      throw corrupt(produced, consumed);
    }
  }

  boolean isWithinRing(long distance) {
    return distance >= 0 && distance <= capacity;
  }

  private boolean areAligned(long produced, long consumed) {
    return ((produced | consumed) & RecordFormat.step(recordAlignment) - 1) == 0;
  }

  private CorruptRegionException corrupt(long produced, long consumed) {
    return new CorruptRegionException(
        label
            + " is corrupt: the producer is at "
            + Long.toUnsignedString(produced)
            + ", the consumer at "
            + Long.toUnsignedString(consumed)
            + ", with capacity "
            + capacity
            + " and alignment "
            + RecordFormat.step(recordAlignment));
  }
}
