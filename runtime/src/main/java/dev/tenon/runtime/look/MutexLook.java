// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.format.MutexHeader;
import dev.tenon.runtime.format.MutexTicket;
import dev.tenon.runtime.format.SectionFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Looks at the owner of a mutex and at the tickets of those that wait for it. */
final class MutexLook implements SectionLook {
  private static final long SIZE = TenonFormatConstants.PARTICIPANT_SLOTS * MutexTicket.BYTES;

  @Override
  public SectionView view(SectionSite site) throws IOException {
    site.requireWords(MutexHeader.BYTES, SIZE);
    MemorySegment header = site.live(site.entry().offset(), MutexHeader.BYTES);
    long owner = Words.getLongAcquire(header, MutexHeader.OWNER_OFFSET);
    long taken = Words.getLongOpaque(header, MutexHeader.TAKEN_OFFSET);
    long deaths = Words.getLongOpaque(header, MutexHeader.DEATHS_OFFSET);
    int tickets = tickets(site.live(site.entry().dataOffset(), SIZE));
    int waiting = SectionSite.waiting(header, MutexHeader.CHANGES_OFFSET);
    Words.settle();
    return new MutexView(
        site.name(),
        site.doc(),
        site.has(SectionFlags.RECURSIVE),
        site.has(SectionFlags.FAIR),
        site.holders().owner(owner),
        taken,
        deaths,
        tickets,
        waiting);
  }

  private static int tickets(MemorySegment slots) {
    int tickets = 0;
    for (long slot = 0; slot < SIZE; slot += MutexTicket.BYTES) {
      if (Words.getLongAcquire(slots, slot + MutexTicket.NUMBER_OFFSET) != 0) {
        tickets++;
      }
    }
    return tickets;
  }
}
