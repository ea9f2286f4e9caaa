// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.semaphore;

import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.SemaphoreHeader;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.WordsSection;

/** A semaphore: a header, and a word for each permit. */
public final class SemaphoreSection extends WordsSection {
  public SemaphoreSection() {
    super(SemaphoreHeader.BYTES);
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
