// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.platform.ReadableRegion;
import dev.tenon.runtime.section.TableEntry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A section as its entry in the table tells, and access to what that leads to.
 *
 * @param doc printable
 * @param holders names those that hold roles
 */
record SectionSite(
    TableEntry entry, String doc, Holders holders, ReadableRegion stored, Arena arena) {

  /** Printable name. */
  String name() {
    return entry.name();
  }

  /** Maps bytes of the section, whose place was checked, as others write them. */
  MemorySegment live(long start, long bytes) throws IOException {
    return stored.mapReadOnly(start, bytes, arena);
  }
}
