// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.format.LatestHeader;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.TableEntry;
import dev.tenon.runtime.section.latest.LatestLayout;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Looks at the words by which the writer of a latest value tells how far it is. */
final class LatestLook implements SectionLook {
  @Override
  public SectionView view(SectionSite site) throws IOException {
    TableEntry entry = site.entry();
    entry.require(LatestLayout.isAlignment(entry.alignment()), "alignment");
    entry.require(LatestLayout.isSize(entry.size()), "size");
    entry.require(entry.dataOffset() >= entry.offset() + LatestHeader.BYTES, "data_offset");
    MemorySegment header = site.live(entry.offset(), LatestHeader.BYTES);
    long published = Words.getLongAcquire(header, LatestHeader.PUBLISHED_OFFSET);
    long wakes = Words.getLongOpaque(header, LatestHeader.WAKES_OFFSET);
    int waiting = SectionSite.waiting(header, LatestHeader.ARRIVALS_OFFSET);
    RoleView writer = site.holders().role(header, LatestHeader.WRITER_OFFSET);
    return new LatestView(
        site.name(),
        site.doc(),
        LatestLayout.room(entry.size()),
        writer,
        published,
        wakes,
        waiting);
  }
}
