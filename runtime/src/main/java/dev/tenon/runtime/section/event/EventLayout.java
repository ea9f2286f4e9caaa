// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.event;

import dev.tenon.runtime.format.EventHeader;
import dev.tenon.runtime.format.TenonFormatConstants;

/**
 * Place of an event in its region; offsets are bytes from the region's start.
 *
 * @param label for messages: {@code event 'alarms' of region acme.plant}
 * @param offset start of the header
 * @param pulses start of the words that count how often each bit was given to all
 * @param isManual whether bits stay set
 * @param possible bits
 */
record EventLayout(String label, long offset, long pulses, boolean isManual, long possible) {
  static final int BITS = (int) TenonFormatConstants.EVENT_BITS;

  /** The only bit of an event without named ones. */
  static final long BIT = 1;

  /** Those of an event with named ones. */
  static final long ALL = (1L << BITS) - 1;

  long set() {
    return offset + EventHeader.SET_OFFSET;
  }

  long changes() {
    return offset + EventHeader.CHANGES_OFFSET;
  }

  long pulses(int bit) {
    return pulses + (long) bit * Integer.BYTES;
  }

  void requirePossible(long bits) {
    if (bits == 0 || (bits & ~possible) != 0) {
      throw new IllegalArgumentException(
          label + " has bits 0x%x, not 0x%x".formatted(possible, bits));
    }
  }
}
