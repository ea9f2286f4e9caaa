// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.format.QueueHeader;

/**
 * Where a queue lies in its region; offsets are bytes from the region's start.
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
   * Checks positions read from shared memory.
   *
   * @param published the producer's position
   * @param consumed the consumer's position
   * @throws CorruptRegionException unless the records between them can lie in the ring
   */
  void checkPositions(long published, long consumed) {
    long used = published - consumed;
    long misalignment = (published | consumed) & RecordFormat.step(recordAlignment) - 1;
    if (used < 0 || used > capacity || misalignment != 0) {
      throw new CorruptRegionException(
          label
              + " is corrupt: published up to "
              + Long.toUnsignedString(published)
              + ", consumed up to "
              + Long.toUnsignedString(consumed)
              + ", capacity "
              + capacity);
    }
  }
}
