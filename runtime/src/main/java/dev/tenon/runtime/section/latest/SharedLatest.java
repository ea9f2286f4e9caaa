// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.latest;

import dev.tenon.runtime.Latest;
import dev.tenon.runtime.LatestReader;
import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.LazyWaits;
import dev.tenon.runtime.section.PublisherRole;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SharedWaits;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** A latest value in shared memory. */
final class SharedLatest implements Latest {
  private final SectionHost host;
  private final LatestLayout layout;
  private final MemorySegment content;

  private final LazyWaits waits;

  SharedLatest(SectionHost host, LatestLayout layout, MemorySegment content) {
    this.host = host;
    this.layout = layout;
    this.content = content;
    this.waits = new LazyWaits(host, layout.label(), layout.arrivals());
  }

  @Override
  public LatestWriter writer() {
    return host.takeRole(
        mapping ->
            PublisherRole.take(host, mapping, "writer of " + layout.label(), layout.writerPlace()),
        (mapping, role) -> new SharedLatestWriter(host, content, layout, role));
  }

  @Override
  public LatestReader reader(Duration deadline) {
    long nanos = Sleeper.nanos(deadline);
    return host.withContent(memory -> new SharedLatestReader(host, memory, layout, this, nanos));
  }

  @Override
  public long published() {
    return host.withContent(memory -> Words.getLongAcquire(memory, layout.publishedWord()));
  }

  @Override
  public PeerState writerState() {
    return RoleWords.state(host, layout.writer());
  }

  SharedWaits waits() {
    return waits.get();
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
