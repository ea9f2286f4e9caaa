// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.broadcast;

import dev.tenon.runtime.Broadcast;
import dev.tenon.runtime.BroadcastConsumer;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.LazyWaits;
import dev.tenon.runtime.section.PublisherRole;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SharedWaits;
import java.lang.foreign.MemorySegment;

/** A broadcast in shared memory. */
final class SharedBroadcast implements Broadcast {
  private final SectionHost host;
  private final BroadcastLayout layout;
  private final MemorySegment content;
  private final LazyWaits waits;

  SharedBroadcast(SectionHost host, BroadcastLayout layout, MemorySegment content) {
    this.host = host;
    this.layout = layout;
    this.content = content;
    this.waits = new LazyWaits(host, layout.label(), layout.arrivals());
  }

  @Override
  public RecordProducer producer() {
    return host.takeRole(
        mapping ->
            PublisherRole.take(
                host, mapping, "producer of " + layout.label(), layout.producerPlace()),
        (mapping, role) -> new SharedBroadcastProducer(host, content, layout, role));
  }

  @Override
  public BroadcastConsumer consumer(long last) {
    if (last < 0) {
      throw new IllegalArgumentException("last " + last + " is negative");
    }
    host.requireWhole();
    return host.takeRole(
        mapping -> new ConsumerHold(layout.label()),
        (mapping, hold) -> new SharedBroadcastConsumer(host, content, layout, this, hold, last));
  }

  @Override
  public long capacity() {
    return layout.capacity();
  }

  @Override
  public long published() {
    return host.withContent(memory -> Words.getLongAcquire(memory, layout.messagesWord()));
  }

  @Override
  public PeerState producerState() {
    return RoleWords.state(host, layout.producer());
  }

  SharedWaits waits() {
    return waits.get();
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
