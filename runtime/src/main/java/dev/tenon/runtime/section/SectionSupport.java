// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.platform.RegionMapping;
import java.lang.foreign.MemorySegment;

/** Behaviour of one kind of section. Stateless. */
public interface SectionSupport {
  /**
   * Places a section of a new region.
   *
   * @param start first byte that it may use
   */
  Placement place(SectionDescriptor section, long start);

  /** Writes what a section holds in a new region, whose bytes are all zero. */
  void initialize(SectionDescriptor section, Placement placement, MemorySegment region);

  /**
   * Checks an entry in the table of an existing region, whose name and kind are as expected.
   *
   * @throws CorruptRegionException if it contradicts the descriptor or the bounds
   */
  Placement check(SectionEntryCheck entry);

  /** Makes the object by which users work with a section that is placed. */
  Object bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping);
}
