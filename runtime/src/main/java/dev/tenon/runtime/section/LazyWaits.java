// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.platform.RegionMapping;

/** Waits on words of a section, made when this process waits there for the first time. */
public final class LazyWaits {
  private final SectionHost host;
  private final String label;
  private final long offset;
  private volatile SharedWaits waits;

  /**
   * Describes the words.
   *
   * @param label names what is waited on in messages
   * @param offset of the WaitWords in the region
   */
  public LazyWaits(SectionHost host, String label, long offset) {
    this.host = host;
    this.label = label;
    this.offset = offset;
  }

  /** The waits. Safe for all threads. */
  public SharedWaits get() {
    SharedWaits made = waits;
    if (made == null) {
      made = host.takeRole(this::make, (mapping, role) -> role);
    }
    return made;
  }

  /** Called under the region's lifecycle lock, so by one thread at a time. */
  private SharedWaits make(RegionMapping mapping) {
    if (waits == null) {
      waits = new SharedWaits(host, label, mapping, offset);
    }
    return waits;
  }
}
