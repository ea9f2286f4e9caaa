// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.latest;

import dev.tenon.runtime.Latest;
import dev.tenon.runtime.LatestReader;
import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
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

  /** Made when this process waits for the first time. */
  private volatile SharedWaits waits;

  SharedLatest(SectionHost host, LatestLayout layout, MemorySegment content) {
    this.host = host;
    this.layout = layout;
    this.content = content;
  }

  @Override
  public LatestWriter writer() {
    return host.takeRole(
        mapping -> LatestRole.take(host, mapping, layout),
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
    SharedWaits made = waits;
    if (made == null) {
      made = host.takeRole(this::makeWaits, (mapping, role) -> role);
    }
    return made;
  }

  /** Called under the region's lifecycle lock, so by one thread at a time. */
  private SharedWaits makeWaits(RegionMapping mapping) {
    if (waits == null) {
      waits = new SharedWaits(host, layout.label(), mapping, layout.arrivals());
    }
    return waits;
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
