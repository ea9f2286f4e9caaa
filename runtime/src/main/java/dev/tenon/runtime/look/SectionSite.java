// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.ReadableRegion;
import dev.tenon.runtime.section.TableEntry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A section as its entry in the table tells, and access to what that leads to.
 *
 * @param doc printable
 * @param holders names those that hold roles or own something
 */
record SectionSite(
    TableEntry entry, String doc, Holders holders, ReadableRegion stored, Arena arena) {

  /** Printable name. */
  String name() {
    return entry.name();
  }

  /** Whether the section has a property, one of the format's {@code SectionFlags}. */
  boolean has(long flag) {
    return (entry.flags() & flag) != 0;
  }

  /**
   * Requires that the section is a header and words of up to eight bytes behind it.
   *
   * @param size bytes of all the words
   * @throws dev.tenon.runtime.CorruptRegionException if it is not
   */
  void requireWords(long headerBytes, long size) {
    entry.require(entry.alignment() == Long.BYTES, "alignment");
    entry.require(entry.size() == size, "size");
    entry.require(entry.dataOffset() >= entry.offset() + headerBytes, "data_offset");
  }

  /** Maps bytes of the section, whose place was checked, as others write them. */
  MemorySegment live(long start, long bytes) throws IOException {
    return stored.mapReadOnly(start, bytes, arena);
  }

  /**
   * Counts the participants that wait.
   *
   * @param header has {@link WaitWords} at {@code offset}
   */
  static int waiting(MemorySegment header, long offset) {
    return Long.bitCount(Words.getLongOpaque(header, offset + WaitWords.WAITING_OFFSET));
  }
}
