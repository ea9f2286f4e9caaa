// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.Acknowledgement;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.PeerWatch;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/** A queue in shared memory. */
final class SharedQueue implements Queue {
  /** States of producers: that of several is the first one that one of them has. */
  private static final List<PeerState> PREFERENCE =
      List.of(PeerState.PRESENT, PeerState.STOPPED, PeerState.LEFT, PeerState.NEVER_JOINED);

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
        (mapping, role) -> new SharedQueueProducer(host, mapping, role));
  }

  @Override
  public QueueConsumer consumer(Acknowledgement acknowledgement) {
    Objects.requireNonNull(acknowledgement, "acknowledgement");
    return host.takeRole(
        mapping -> QueueRole.takeConsumer(host, mapping, layout),
        (mapping, role) -> new SharedQueueConsumer(host, mapping.content(), role, acknowledgement));
  }

  @Override
  public long capacity() {
    return layout.capacity();
  }

  @Override
  public int lanes() {
    return layout.lanes();
  }

  @Override
  public QueueStatistics statistics() {
    return host.withContent(content -> QueueNumbers.read(content, layout));
  }

  @Override
  public PeerState producerState() {
    PeerState best = PeerState.NEVER_JOINED;
    for (int i = 0; i < layout.lanes(); i++) {
      PeerState state = producerState(i);
      best = PREFERENCE.indexOf(state) < PREFERENCE.indexOf(best) ? state : best;
    }
    return best;
  }

  @Override
  public PeerState producerState(int lane) {
    Objects.checkIndex(lane, layout.lanes());
    return RoleWords.state(host, layout.lane(lane).producerRole());
  }

  @Override
  public PeerState consumerState() {
    return RoleWords.state(host, layout.consumerRole());
  }

  /** Watches the holder of a role for the holder of the other one. */
  static PeerWatch watch(SectionHost host, MemorySegment content, long role) {
    return new PeerWatch(content, role, "the other end", host.platform(), host::label);
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
