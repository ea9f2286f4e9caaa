// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.platform.Platform;

/**
 * A queue of messages from one producer to one consumer, each in any process. Safe for all threads;
 * the two ends are for one thread each.
 */
public final class Queue {
  private final Region region;
  private final QueueLayout layout;
  private final Platform platform;

  Queue(Region region, QueueLayout layout, Platform platform) {
    this.region = region;
    this.layout = layout;
    this.platform = platform;
  }

  /**
   * Becomes the queue's producer. Messages that a former producer published stay; what it had
   * claimed only is forgotten.
   *
   * @throws RoleTakenException if a live process, this one included, is the producer
   * @throws CorruptRegionException if the positions in shared memory are impossible
   * @throws IllegalStateException if the region is closed
   */
  public QueueProducer producer() {
    return region.takeRole(
        mapping -> QueueRole.takeProducer(mapping, layout, platform),
        (mapping, role) -> new QueueProducer(region, mapping, layout, role, platform));
  }

  /**
   * Becomes the queue's consumer and goes on where the former one stopped. A batch in whose middle
   * the former one was killed comes again.
   *
   * @throws RoleTakenException if a live process, this one included, is the consumer
   * @throws CorruptRegionException if the positions in shared memory are impossible
   * @throws IllegalStateException if the region is closed
   */
  public QueueConsumer consumer() {
    return region.takeRole(
        mapping -> QueueRole.takeConsumer(mapping, layout, platform),
        (mapping, role) -> new QueueConsumer(region, mapping, layout, role, platform));
  }

  /** Bytes of the ring, a power of two. A record takes at most half of it. */
  public long capacity() {
    return layout.capacity();
  }

  /** Who is at the producing end now. Asks the operating system; not for hot paths. */
  public PeerState producerState() {
    return state(layout.producerEnd());
  }

  /** Who is at the consuming end now. Asks the operating system; not for hot paths. */
  public PeerState consumerState() {
    return state(layout.consumerEnd());
  }

  private PeerState state(long end) {
    return region.withContent(
        content -> {
          if (Words.getIntAcquire(content, end + QueueEnd.EPOCH_OFFSET) == 0) {
            return PeerState.NEVER_JOINED;
          }
          long owner = Words.getLongAcquire(content, end + QueueEnd.OWNER_OFFSET);
          return owner != 0 && platform.isAlive(owner) ? PeerState.PRESENT : PeerState.LEFT;
        });
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
