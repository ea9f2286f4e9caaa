// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.format.BroadcastHeader;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.TableEntry;
import dev.tenon.runtime.section.broadcast.BroadcastLayout;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Looks at the words by which the producer of a broadcast tells how far it is. */
final class BroadcastLook implements SectionLook {
  @Override
  public SectionView view(SectionSite site) throws IOException {
    TableEntry entry = site.entry();
    entry.require(BroadcastLayout.isAlignment(entry.alignment()), "alignment");
    entry.require(BroadcastLayout.isCapacity(entry.size()), "size");
    entry.require(entry.dataOffset() >= entry.offset() + BroadcastHeader.BYTES, "data_offset");
    MemorySegment header = site.live(entry.offset(), BroadcastHeader.BYTES);
    long messages = Words.getLongAcquire(header, BroadcastHeader.MESSAGES_OFFSET);
    long wakes = Words.getLongOpaque(header, BroadcastHeader.WAKES_OFFSET);
    int waiting = SectionSite.waiting(header, BroadcastHeader.ARRIVALS_OFFSET);
    RoleView producer = site.holders().role(header, BroadcastHeader.PRODUCER_OFFSET);
    return new BroadcastView(
        site.name(), site.doc(), entry.size(), producer, messages, wakes, waiting);
  }
}
