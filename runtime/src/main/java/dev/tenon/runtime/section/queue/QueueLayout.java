// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;

/**
 * Place of a queue in its region, as one of its lanes sees it; offsets are bytes from the region's
 * start. All lanes share the consumer, whose role and wait words are those of the first lane.
 *
 * @param label for messages: {@code queue 'quotes' of region acme.market}
 * @param offset start of the header of the first lane
 * @param dataOffset start of the ring of the first lane
 * @param capacity bytes of one ring, a power of two
 * @param recordAlignment alignment of records in bytes, also bytes in front of a message
 * @param stamped whether records carry the time at which they were published
 * @param lanes in all
 * @param lane this one, from 0
 */
public record QueueLayout(
    String label,
    long offset,
    long dataOffset,
    long capacity,
    long recordAlignment,
    boolean stamped,
    int lanes,
    int lane) {

  /** Makes the layout of a queue that its section table describes, at its first lane. */
  public static QueueLayout of(
      String label,
      long offset,
      long dataOffset,
      long capacity,
      long messageAlignment,
      int flags,
      int lanes) {
    boolean stamped = RecordFormat.isStamped(flags);
    long alignment = RecordFormat.step(messageAlignment, stamped);
    return new QueueLayout(label, offset, dataOffset, capacity, alignment, stamped, lanes, 0);
  }

  /** Returns the layout as another lane sees it. */
  public QueueLayout lane(int index) {
    return new QueueLayout(
        label, offset, dataOffset, capacity, recordAlignment, stamped, lanes, index);
  }

  private long header() {
    return offset + lane * QueueHeader.BYTES;
  }

  /** Start of the lane's ring. */
  long ring() {
    return dataOffset + lane * capacity;
  }

  /** The end that the lane's producer writes. */
  public long producerEnd() {
    return header() + QueueHeader.PRODUCER_OFFSET;
  }

  /** The end that the consumer writes for the lane. */
  public long consumerEnd() {
    return header() + QueueHeader.CONSUMER_OFFSET;
  }

  /** The role of the lane's producer. */
  public long producerRole() {
    return producerEnd() + QueueEnd.ROLE_OFFSET;
  }

  /** The role of the consumer of all lanes. */
  public long consumerRole() {
    return offset + QueueHeader.CONSUMER_OFFSET + QueueEnd.ROLE_OFFSET;
  }

  /** The words that a consumer waits on for messages of any lane. */
  long dataWait() {
    return offset + QueueHeader.DATA_OFFSET;
  }

  /** The words that the lane's producer waits on for room. */
  long spaceWait() {
    return header() + QueueHeader.SPACE_OFFSET;
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
    return ((produced | consumed) & recordAlignment - 1) == 0;
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
            + recordAlignment);
  }
}
