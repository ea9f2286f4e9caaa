// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.format.StructHeader;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.TableEntry;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Looks at structs, of which nothing but the place is known without their schema. */
final class StructLook implements SectionLook {
  @Override
  public SectionView view(SectionSite site) throws IOException {
    TableEntry entry = site.entry();
    entry.require(entry.size() > 0, "size");
    entry.require(entry.dataOffset() >= entry.offset() + StructHeader.BYTES, "data_offset");
    MemorySegment header = site.live(entry.offset(), StructHeader.BYTES);
    int waiting = SectionSite.waiting(header, StructHeader.CHANGES_OFFSET);
    Words.settle();
    return new StructView(site.name(), site.doc(), entry.size(), entry.alignment(), waiting);
  }
}
