// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.SectionDescriptor;
import java.lang.foreign.MemorySegment;

/** A kind whose sections are a header and words behind it, all zero at first. */
public abstract class WordsSection implements SectionSupport {
  private final long headerBytes;

  /**
   * Makes the support of a kind.
   *
   * @param headerBytes size of its header
   */
  protected WordsSection(long headerBytes) {
    this.headerBytes = headerBytes;
  }

  @Override
  public final Placement place(SectionDescriptor section, long start) {
    return Placement.behindHeader(section, start, headerBytes);
  }

  @Override
  public final void initialize(
      SectionDescriptor section, Placement placement, MemorySegment region) {
    // A new region is all zero.
  }

  @Override
  public final Placement check(SectionEntryCheck entry) {
    return entry.requireWords(headerBytes);
  }
}
