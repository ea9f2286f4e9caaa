// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.mutex;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.Attachments;
import dev.tenon.runtime.section.SectionHost;
import java.lang.foreign.MemorySegment;

/**
 * The order of attachments that wait for a fair mutex: each draws a ticket, and the smallest number
 * is next. For one thread of this attachment at a time.
 */
final class MutexTickets {
  private static final int SLOTS = (int) TenonFormatConstants.PARTICIPANT_SLOTS;

  private final SectionHost host;
  private final MutexLayout layout;
  private final MemorySegment content;

  MutexTickets(SectionHost host, MutexLayout layout, MemorySegment content) {
    this.host = host;
    this.layout = layout;
    this.content = content;
  }

  /** Whether nobody waits that has come before this attachment. */
  boolean isNext() {
    long own = ownNumber();
    for (int slot = 0; slot < SLOTS; slot++) {
      long number = Words.getLongAcquire(content, layout.number(slot));
      if (number != 0
          && (own == 0 || Long.compareUnsigned(number, own) < 0)
          && slot != host.slot()) {
        return false;
      }
    }
    return true;
  }

  /** The own number; zero when somebody else's ticket is left in the slot. */
  private long ownNumber() {
    return Words.getLongOpaque(content, layout.holder(host.slot())) == host.attachment()
        ? Words.getLongOpaque(content, layout.number(host.slot()))
        : 0;
  }

  /** Draws a ticket, unless this attachment has one. */
  void draw() {
    if (ownNumber() == 0) {
      // The ticket of a dead holder of the slot counts for nobody in between.
      Words.setLongOpaque(content, layout.number(host.slot()), 0);
      Words.setLongRelease(content, layout.holder(host.slot()), host.attachment());
      long last = Words.addLong(content, layout.lastTicket(), 1);
      Words.setLongRelease(content, layout.number(host.slot()), last + 1);
    }
  }

  /** Gives the own ticket back; true when there was one. */
  boolean drop() {
    if (ownNumber() == 0) {
      return false;
    }
    Words.setLongRelease(content, layout.number(host.slot()), 0);
    return true;
  }

  /**
   * Takes the tickets of those that have gone. Calls the system for each that is there.
   *
   * @return whether there were some
   */
  boolean dropDead() {
    boolean dropped = false;
    for (int slot = 0; slot < SLOTS; slot++) {
      long number = Words.getLongAcquire(content, layout.number(slot));
      if (number != 0 && slot != host.slot()) {
        long holder = Words.getLongAcquire(content, layout.holder(slot));
        if (Attachments.isGone(host.platform(), content, holder)) {
          // A ticket that was drawn meanwhile has another number, and stays.
          dropped |= Words.compareAndSetLong(content, layout.number(slot), number, 0);
        }
      }
    }
    return dropped;
  }
}
