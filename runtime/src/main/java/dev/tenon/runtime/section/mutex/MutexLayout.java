// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.mutex;

import dev.tenon.runtime.format.MutexHeader;
import dev.tenon.runtime.format.MutexTicket;

/**
 * Place of a mutex in its region; offsets are bytes from the region's start.
 *
 * @param label for messages: {@code mutex 'setup' of region acme.plant}
 * @param offset start of the header
 * @param tickets start of the tickets
 * @param isRecursive whether a thread that holds it can lock it again
 * @param isFair whether attachments get it in the order in which they came
 */
record MutexLayout(String label, long offset, long tickets, boolean isRecursive, boolean isFair) {
  long owner() {
    return offset + MutexHeader.OWNER_OFFSET;
  }

  long taken() {
    return offset + MutexHeader.TAKEN_OFFSET;
  }

  long deaths() {
    return offset + MutexHeader.DEATHS_OFFSET;
  }

  long lastTicket() {
    return offset + MutexHeader.TICKETS_OFFSET;
  }

  long changes() {
    return offset + MutexHeader.CHANGES_OFFSET;
  }

  long number(int slot) {
    return tickets + slot * MutexTicket.BYTES + MutexTicket.NUMBER_OFFSET;
  }

  long holder(int slot) {
    return tickets + slot * MutexTicket.BYTES + MutexTicket.HOLDER_OFFSET;
  }
}
