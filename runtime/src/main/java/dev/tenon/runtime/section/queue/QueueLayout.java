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
record QueueLayout(
    String label, long offset, long dataOffset, long capacity, long recordAlignment) {

  long producerEnd() {
    return offset + QueueHeader.PRODUCER_OFFSET;
  }

  long consumerEnd() {
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
    long used = produced - consumed;
    long step = RecordFormat.step(recordAlignment);
    if (used < 0 || used > capacity || ((produced | consumed) & step - 1) != 0) {
      throw new CorruptRegionException(
          label
              + " is corrupt: the producer is at "
              + Long.toUnsignedString(produced)
              + ", the consumer at "
              + Long.toUnsignedString(consumed)
              + ", with capacity "
              + capacity
              + " and alignment "
              + step);
    }
  }
}
