// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.latest;

import dev.tenon.runtime.format.LatestHeader;
import dev.tenon.runtime.format.LatestSlot;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.section.PublisherRole;

/**
 * Place of a latest value in its region; offsets are bytes from the region's start.
 *
 * <p>Value n lies in slot n modulo {@code LATEST_SLOTS}, behind a sequence: 2n - 1 while it is
 * written, 2n when it is whole. The number of the newest is stored after that, so a reader is led
 * to a whole value; the writer overwrites it only by the next but one, and then the sequence tells.
 *
 * @param label for messages: {@code latest 'position' of region acme.plant}
 * @param offset start of the header
 * @param slots start of the slots
 * @param size bytes of all slots
 * @param contractVersion of the region
 */
public record LatestLayout(String label, long offset, long slots, long size, int contractVersion) {

  private static final long SLOTS = TenonFormatConstants.LATEST_SLOTS;
  private static final long STEP = SLOTS * TenonFormatConstants.LATEST_ALIGNMENT;

  /** Whether slots can have this alignment. */
  public static boolean isAlignment(long alignment) {
    return alignment == TenonFormatConstants.LATEST_ALIGNMENT;
  }

  /** Whether all slots together can have so many bytes. */
  public static boolean isSize(long size) {
    return size > 0 && Alignment.isMultiple(size, STEP);
  }

  /**
   * Bytes that a value may have.
   *
   * @param size bytes of all slots
   */
  public static long room(long size) {
    return size / SLOTS - LatestSlot.BYTES;
  }

  long room() {
    return room(size);
  }

  long publishedWord() {
    return offset + LatestHeader.PUBLISHED_OFFSET;
  }

  long writer() {
    return offset + LatestHeader.WRITER_OFFSET;
  }

  /** Places of what the writer writes beside values. */
  PublisherRole.Place writerPlace() {
    return new PublisherRole.Place(writer(), arrivals(), offset + LatestHeader.WAKES_OFFSET);
  }

  long arrivals() {
    return offset + LatestHeader.ARRIVALS_OFFSET;
  }

  /** Start of the slot of the value of that number. */
  long slot(long number) {
    return slots + Long.remainderUnsigned(number, SLOTS) * (size / SLOTS);
  }
}
