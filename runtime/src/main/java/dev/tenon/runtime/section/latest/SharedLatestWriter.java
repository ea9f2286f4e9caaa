// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.latest;

import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.LatestSlot;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.PublisherRole;
import dev.tenon.runtime.section.SectionHost;
import java.lang.foreign.MemorySegment;

/** The end of a latest value that publishes. */
final class SharedLatestWriter implements LatestWriter {
  private final SectionHost host;
  private final MemorySegment content;
  private final LatestLayout layout;
  private final PublisherRole role;

  /** Number of the newest value. */
  private long published;

  private boolean closed;

  SharedLatestWriter(
      SectionHost host, MemorySegment content, LatestLayout layout, PublisherRole role) {
    this.host = host;
    this.content = content;
    this.layout = layout;
    this.role = role;
    // A value that a killed writer had not shown is overwritten.
    this.published = Words.getLongAcquire(content, layout.publishedWord());
  }

  @Override
  public void publish(int contractVersion, MemorySegment value, long size) {
    if (closed) {
      throw new IllegalStateException("the writer of " + layout.label() + " is closed");
    }
    try {
      store(contractVersion, value, Math.min(size, layout.room()));
      role.wake();
      Words.settle();
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private void store(int contractVersion, MemorySegment value, long size) {
    long number = published + 1;
    long slot = layout.slot(number);
    Words.setLongOpaque(content, slot + LatestSlot.SEQUENCE_OFFSET, 2 * number - 1);
    // Pairs with the fence of the reader: who sees one of the stores below sees that one, too, when
    // it looks at the sequence again.
    Words.storeFence();
    int version = Math.min(contractVersion, layout.contractVersion());
    Words.setIntOpaque(content, slot + LatestSlot.CONTRACT_VERSION_OFFSET, version);
    Words.copy(value, 0, content, slot + LatestSlot.BYTES, size);
    // Release, both: pair with the acquire loads of the reader. Who sees the number sees the
    // sequence, and who sees that sees the value.
    Words.setLongRelease(content, slot + LatestSlot.SEQUENCE_OFFSET, 2 * number);
    Words.setLongRelease(content, layout.publishedWord(), number);
    published = number;
  }

  @Override
  public void close() {
    closed = true;
    host.giveUp(role);
  }
}
