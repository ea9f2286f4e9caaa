// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.Acknowledgement;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.section.SectionHost;
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

  private PeerState state(long end) {
    return host.withContent(
        content -> {
          if (Words.getIntAcquire(content, end + QueueEnd.EPOCH_OFFSET) == 0) {
            return PeerState.NEVER_JOINED;
          }
          long owner = Words.getLongAcquire(content, end + QueueEnd.OWNER_OFFSET);
          Words.settle();
          return owner == 0 ? PeerState.LEFT : stateOf(owner);
        });
  }

  private PeerState stateOf(long owner) {
    if (host.platform().alive(owner) == Answer.NO) {
      return PeerState.LEFT;
    }
    return host.platform().isStopped(owner) ? PeerState.STOPPED : PeerState.PRESENT;
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
