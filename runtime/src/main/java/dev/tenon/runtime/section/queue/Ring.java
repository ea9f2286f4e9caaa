// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The ring of a queue: records, and a zero behind the last one that was published. A header that is
 * not zero says that its record is there. For one thread at a time.
 */
final class Ring {
  private final QueueLayout layout;
  private final MemorySegment bytes;
  private final long capacity;
  private final long mask;

  /** Alignment of records, and bytes in front of a message. */
  private final long alignment;

  Ring(QueueLayout layout, MemorySegment content) {
    this.layout = layout;
    this.capacity = layout.capacity();
    this.mask = capacity - 1;
    this.bytes = content.asSlice(layout.ring(), capacity);
    this.alignment = layout.recordAlignment();
  }

  MemorySegment bytes() {
    return bytes;
  }

  long capacity() {
    return capacity;
  }

  long index(long position) {
    return position & mask;
  }

  /** Index of the message whose record starts at a position. */
  long payloadIndex(long position) {
    return index(position) + alignment;
  }

  /** Bytes from the start of a record to the next, with a message of that size. */
  long stride(long size) {
    return Alignment.up(alignment + size, alignment);
  }

  /** Bytes of the largest message. */
  long largestMessage() {
    return Math.min(capacity / 2, RecordFormat.MAX_RECORD) - alignment;
  }

  /**
   * The header at a position, zero when no record has been published there. Who sees it sees the
   * record, those behind it that were published with it, and the zero behind all of them.
   */
  long header(long position) {
    // Pairs with the release store in publish().
    return Words.getLongAcquire(bytes, index(position));
  }

  /** Bytes to the next record, by a header that was read there; zero if that is impossible. */
  long strideOf(long position, long header) {
    long rest = capacity - index(position);
    long bound = Math.min(rest, capacity / 2);
    long size = RecordFormat.size(header);
    if (RecordFormat.messageId(header) != RecordFormat.PADDING) {
      long stride = stride(size);
      return stride <= bound ? stride : 0;
    }
    return header == RecordFormat.padding(rest) && rest <= bound ? rest : 0;
  }

  /** Writes the header of a record that nobody sees yet, because it lies behind a zero. */
  void prepare(long position, long header) {
    bytes.set(ValueLayout.JAVA_LONG, index(position), header);
  }

  /** The time at which the record at a position was published, in a ring that is stamped. */
  long stamp(long position) {
    return Words.getLongOpaque(bytes, index(position) + RecordFormat.HEADER_BYTES);
  }

  /**
   * Puts a time into all records from begin to end. The ring is not trusted to have the sizes that
   * were written to it: whatever it says, only words in it are stored.
   *
   * @param header that of the first one
   */
  void stamp(long begin, long end, long header, long time) {
    long position = begin;
    long next = header;
    while (position != end) {
      boolean padding = RecordFormat.messageId(next) == RecordFormat.PADDING;
      long stride = padding ? capacity - index(position) : stride(RecordFormat.size(next));
      if (!padding) {
        Words.setLongOpaque(bytes, index(position) + RecordFormat.HEADER_BYTES, time);
      }
      position = stride < end - position ? position + stride : end;
      next = position == end ? 0 : Words.getLongOpaque(bytes, index(position));
    }
  }

  /**
   * Shows all records from begin to end.
   *
   * @param header that of the first one
   */
  void publish(long begin, long end, long header) {
    // Plain, because the store behind it keeps it before itself: the end of all of them is there
    // before any of them shows.
    bytes.set(ValueLayout.JAVA_LONG, index(end), 0);
    // Pairs with the acquire load in header().
    Words.setLongRelease(bytes, index(begin), header);
  }

  /**
   * Writes a word of each cache line of a consumed record back as it is, before its room is given
   * back. A line that both sides have read is one that the producer has to take from us with every
   * store, one after the other; a line that only we have is fetched ahead.
   */
  void takeLines(long position, long stride) {
    long begin = index(position);
    for (long i = begin; i < begin + stride; i += TenonFormatConstants.CACHE_LINE_BYTES) {
      Words.setLongOpaque(bytes, i, Words.getLongOpaque(bytes, i));
    }
  }

  CorruptRegionException corrupt(long position, long header) {
    return new CorruptRegionException(
        layout.label()
            + ": the record at position "
            + Long.toUnsignedString(position)
            + " (index "
            + index(position)
            + " of "
            + capacity
            + ") has message id "
            + RecordFormat.messageId(header)
            + " and size "
            + RecordFormat.size(header));
  }
}
