// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.format.EventHeader;
import dev.tenon.runtime.format.SectionFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Looks at the bits of events. */
final class EventLook implements SectionLook {
  private static final long SIZE = TenonFormatConstants.EVENT_BITS * Integer.BYTES;
  private static final long NAMED_BITS = (1L << TenonFormatConstants.EVENT_BITS) - 1;
  private static final long ONE_BIT = 1;

  @Override
  public SectionView view(SectionSite site) throws IOException {
    site.requireWords(EventHeader.BYTES, SIZE);
    boolean namedBits = site.has(SectionFlags.NAMED_BITS);
    MemorySegment header = site.live(site.entry().offset(), EventHeader.BYTES);
    long set = Words.getLongAcquire(header, EventHeader.SET_OFFSET);
    int waiting = SectionSite.waiting(header, EventHeader.CHANGES_OFFSET);
    Words.settle();
    return new EventView(
        site.name(),
        site.doc(),
        site.has(SectionFlags.MANUAL),
        namedBits,
        set & (namedBits ? NAMED_BITS : ONE_BIT),
        waiting);
  }
}
