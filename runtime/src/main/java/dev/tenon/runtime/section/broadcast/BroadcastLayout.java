// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.broadcast;

import dev.tenon.runtime.format.BroadcastHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.section.PublisherRole;

/**
 * Place of a broadcast in its region; offsets are bytes from the region's start.
 *
 * @param label for messages: {@code broadcast 'news' of region acme.plant}
 * @param offset start of the header
 * @param dataOffset start of the ring
 * @param capacity bytes of the ring, a power of two
 */
public record BroadcastLayout(String label, long offset, long dataOffset, long capacity) {
  static final long MARKS = TenonFormatConstants.BROADCAST_MARKS;

  /** Whether a ring can have this alignment. */
  public static boolean isAlignment(long alignment) {
    return alignment == TenonFormatConstants.BROADCAST_ALIGNMENT;
  }

  /** Whether a ring can have so many bytes. */
  public static boolean isCapacity(long capacity) {
    return Long.bitCount(capacity) == 1
        && capacity >= MARKS * TenonFormatConstants.RECORD_ALIGNMENT
        && capacity <= TenonFormatConstants.MAX_QUEUE_CAPACITY;
  }

  /** Bytes of the largest record, and of all that are claimed together. */
  long mostBytes() {
    return Math.min(
        capacity / TenonFormatConstants.BROADCAST_RECORD_PARTS,
        TenonFormatConstants.MAX_RECORD_BYTES);
  }

  long publishedWord() {
    return offset + BroadcastHeader.PUBLISHED_OFFSET;
  }

  long messagesWord() {
    return offset + BroadcastHeader.MESSAGES_OFFSET;
  }

  long reachedWord() {
    return offset + BroadcastHeader.REACHED_OFFSET;
  }

  /** The mark of a part of the ring, by its number since the first round. */
  long markWord(long part) {
    return offset + BroadcastHeader.MARKS_OFFSET + (part & MARKS - 1) * Long.BYTES;
  }

  long producer() {
    return offset + BroadcastHeader.PRODUCER_OFFSET;
  }

  long arrivals() {
    return offset + BroadcastHeader.ARRIVALS_OFFSET;
  }

  /** Places of what the producer writes beside records. */
  PublisherRole.Place producerPlace() {
    return new PublisherRole.Place(producer(), arrivals(), offset + BroadcastHeader.WAKES_OFFSET);
  }
}
