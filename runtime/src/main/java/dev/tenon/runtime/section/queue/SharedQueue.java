// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.Acknowledgement;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.PeerWatch;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A queue in shared memory. */
final class SharedQueue implements Queue {
  private final SectionHost host;
  private final QueueLayout layout;

  SharedQueue(SectionHost host, QueueLayout layout) {
    this.host = host;
    this.layout = layout;
  }

  @Override
  public QueueProducer producer() {
    return host.takeRole(
        mapping -> QueueRole.takeProducer(host, mapping, layout),
        (mapping, role) -> new SharedQueueProducer(host, mapping, layout, role));
  }

  @Override
  public QueueConsumer consumer(Acknowledgement acknowledgement) {
    Objects.requireNonNull(acknowledgement, "acknowledgement");
    return host.takeRole(
        mapping -> QueueRole.takeConsumer(host, mapping, layout),
        (mapping, role) -> new SharedQueueConsumer(host, mapping, layout, role, acknowledgement));
  }

  @Override
  public long capacity() {
    return layout.capacity();
  }

  @Override
  public QueueStatistics statistics() {
    return host.withContent(content -> QueueNumbers.read(content, layout));
  }

  @Override
  public PeerState producerState() {
    return state(layout.producerEnd());
  }

  @Override
  public PeerState consumerState() {
    return state(layout.consumerEnd());
  }

  /** Watches the holder of an end for the holder of the other one. */
  static PeerWatch watch(SectionHost host, MemorySegment content, long end) {
    return new PeerWatch(
        content, end + QueueEnd.ROLE_OFFSET, "the other end", host.platform(), host::label);
  }

  private PeerState state(long end) {
    return RoleWords.state(host, end + QueueEnd.ROLE_OFFSET);
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
