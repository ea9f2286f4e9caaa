// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.SectionKind;
import java.util.List;

/**
 * One part of a region's content as the schema wants it.
 *
 * @param size bytes of the struct, or capacity of the ring in bytes
 * @param alignment alignment of the struct, or of the queue's records, in bytes
 * @param sizes what size it has since which version, ascending; empty when it always had this one
 * @param initializer writes what the struct holds in a new region; does nothing for a queue
 */
record SectionDescriptor(
    String name,
    SectionKind kind,
    long size,
    long alignment,
    List<SectionSize> sizes,
    StructInitializer initializer) {

  /** The size in a region whose creator has that version of the schema, not a newer one. */
  long sizeAt(int contractVersion) {
    long size = sizes.isEmpty() ? this.size : sizes.get(0).size();
    for (SectionSize step : sizes) {
      if (step.since() <= contractVersion) {
        size = step.size();
      }
    }
    return size;
  }
}
