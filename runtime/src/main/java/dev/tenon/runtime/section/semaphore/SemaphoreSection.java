// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.semaphore;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.SemaphoreHeader;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionEntryCheck;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionSupport;
import java.lang.foreign.MemorySegment;

/** A semaphore: a header, and a word for each permit. */
public final class SemaphoreSection implements SectionSupport {
  @Override
  public Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, SemaphoreHeader.BYTES);
  }

  @Override
  public void initialize(SectionDescriptor section, Placement placement, MemorySegment region) {
    // Every permit is free, which is all zero.
  }

  @Override
  public Placement check(SectionEntryCheck entry) {
    return entry.requireWords(SemaphoreHeader.BYTES);
  }

  @Override
  public Object bind(
      SectionHost host, SectionDescriptor section, Placement placement, RegionMapping mapping) {
    return new SharedSemaphore(
        host,
        "semaphore '" + section.name() + "' of " + host.address(),
        mapping.content(),
        placement,
        section.count());
  }
}
