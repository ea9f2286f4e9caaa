// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.broadcast;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.format.BroadcastRecord;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.queue.RecordFormat;
import java.lang.foreign.MemorySegment;

/**
 * The ring of a broadcast, and the words that say where its records are.
 *
 * <p>The producer waits for nobody: it says how far it will overwrite, then writes, then shows the
 * end of what it has written. A consumer copies a record and looks afterwards whether that was far
 * enough from being overwritten. Marks lead one that was not to the begin of a newer record.
 */
final class BroadcastRing {
  static final long RECORD_BYTES = BroadcastRecord.BYTES;

  private static final long STEP = TenonFormatConstants.RECORD_ALIGNMENT;
  private static final long WALK_MARKS = TenonFormatConstants.BROADCAST_WALK_MARKS;
  private static final long RESUME_MARKS = TenonFormatConstants.BROADCAST_RESUME_MARKS;

  private final BroadcastLayout layout;
  private final MemorySegment content;
  private final long data;
  private final long capacity;
  private final long mask;
  private final long mostBytes;
  private final int partShift;

  BroadcastRing(BroadcastLayout layout, MemorySegment content) {
    this.layout = layout;
    this.content = content;
    this.data = layout.dataOffset();
    this.capacity = layout.capacity();
    this.mask = capacity - 1;
    this.mostBytes = layout.mostBytes();
    this.partShift = Long.numberOfTrailingZeros(capacity / BroadcastLayout.MARKS);
  }

  /**
   * Result of a walk over records.
   *
   * @param next number of the message behind the last one
   * @param position of the first record whose number is not below the one that was looked for
   * @param number of its message
   */
  record Walk(long next, long position, long number) {}

  /** Place of a record in the content. */
  long at(long position) {
    return data + (position & mask);
  }

  /** Bytes from a position to the end of the ring. */
  long rest(long position) {
    return capacity - (position & mask);
  }

  /** Bytes from the start of a record to the next, with a message of that size. */
  static long stride(long size) {
    return Alignment.up(RECORD_BYTES + size, STEP);
  }

  /** The header at a position, as whoever writes there left it. */
  long header(long position) {
    return Words.getLongOpaque(content, at(position));
  }

  long sequence(long position) {
    return Words.getLongOpaque(content, at(position) + BroadcastRecord.SEQUENCE_OFFSET);
  }

  /** Bytes to the next record, by a header that was read there; zero if that is impossible. */
  long strideOf(long position, long header) {
    long rest = rest(position);
    long bound = Math.min(rest, mostBytes);
    if (RecordFormat.messageId(header) != RecordFormat.PADDING) {
      long stride = stride(RecordFormat.size(header));
      return stride <= bound ? stride : 0;
    }
    return header == RecordFormat.padding(rest) && rest <= bound ? rest : 0;
  }

  /** Whether what was loaded of the record at this position before is of that record. */
  boolean isWhole(long position) {
    // Pairs with the store fence of the producer: if anything that was loaded is of a record that
    // came later, this end is beyond it.
    Words.loadFence();
    return isWithinRing(Words.getLongOpaque(content, layout.reachedWord()) - position);
  }

  boolean isWithinRing(long distance) {
    return distance >= 0 && distance <= capacity;
  }

  /**
   * The end of what is published: the records below are there, and so are the marks.
   *
   * @throws CorruptRegionException if it is no multiple of a record's alignment
   */
  long published() {
    // Pairs with the release store of the producer.
    long published = Words.getLongAcquire(content, layout.publishedWord());
    if ((published & STEP - 1) != 0) {
      throw corruptEnd(published);
    }
    return published;
  }

  private CorruptRegionException corruptEnd(long published) {
    return new CorruptRegionException(
        layout.label()
            + " is corrupt: "
            + Long.toUnsignedString(published)
            + " bytes are published, no multiple of "
            + STEP);
  }

  /** Number of the part of the ring that a position lies in, counted since the first round. */
  long part(long position) {
    return position >>> partShift;
  }

  /** Start of a part. */
  long start(long part) {
    return part << partShift;
  }

  /** The mark of the part that is so many before that of an end, as the producer left it. */
  private long mark(long published, long before) {
    return Words.getLongOpaque(content, layout.markWord(part(published) - before));
  }

  /** Whether it is of the round that it should be of, and not beyond the end. */
  private boolean isMark(long mark, long published, long before) {
    long begin = start(part(published) - before);
    return Long.compareUnsigned(mark - begin, published - begin) <= 0 && (mark & STEP - 1) == 0;
  }

  /** Position at which a consumer goes on that was overrun; the end if no mark is good. */
  long resumption(long published) {
    long mark = mark(published, RESUME_MARKS);
    if (mark != published && isMark(mark, published, RESUME_MARKS)) {
      return mark;
    }
    mark = mark(published, WALK_MARKS);
    return isMark(mark, published, WALK_MARKS) ? mark : published;
  }

  /**
   * Number of the next message.
   *
   * @return 0 when the producer was faster
   */
  long next(long published) {
    long mark = mark(published, WALK_MARKS);
    if (!isMark(mark, published, WALK_MARKS)) {
      return 0;
    }
    if (mark == published && published == 0) {
      return 1;
    }
    Walk walk = walk(mark, published, 0);
    return walk == null ? 0 : walk.next();
  }

  /**
   * Finds a message.
   *
   * @param first its number; the oldest one that is whole is found when that one is not
   * @param parts begins so many parts before the end
   * @return null when the producer was faster
   */
  Walk find(long published, long first, long parts) {
    for (long before = parts; before >= WALK_MARKS; before--) {
      long mark = mark(published, before);
      if (isMark(mark, published, before) && isWhole(mark)) {
        return walk(mark, published, first);
      }
    }
    return null;
  }

  /** Walks to the end; null when the records are overwritten meanwhile. */
  private Walk walk(long begin, long published, long first) {
    long position = begin;
    long next = 0;
    long found = published;
    long number = 0;
    while (position != published) {
      long header = header(position);
      long stride = strideOf(position, header);
      boolean isMessage = stride != 0 && RecordFormat.messageId(header) != RecordFormat.PADDING;
      long sequence = isMessage ? sequence(position) : 0;
      if (!isWhole(position)) {
        return null;
      }
      boolean isNext = !isMessage || next == 0 || sequence == next;
      if (stride == 0 || Long.compareUnsigned(stride, published - position) > 0 || !isNext) {
        throw corrupt(position, header, sequence);
      }
      if (isMessage) {
        if (found == published && sequence - first >= 0) {
          found = position;
          number = sequence;
        }
        next = sequence + 1;
      }
      position += stride;
    }
    return next == 0 ? null : new Walk(next, found, found == published ? next : number);
  }

  CorruptRegionException corrupt(long position, long header, long sequence) {
    return new CorruptRegionException(
        layout.label()
            + ": the record at position "
            + Long.toUnsignedString(position)
            + " (index "
            + (position & mask)
            + " of "
            + capacity
            + ") has message id "
            + RecordFormat.messageId(header)
            + ", size "
            + RecordFormat.size(header)
            + " and number "
            + Long.toUnsignedString(sequence));
  }
}
