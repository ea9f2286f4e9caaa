// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * A queue of messages from one producer to one consumer, each in any process. Safe for all threads;
 * the two ends are for one thread each.
 */
public interface Queue {
  /**
   * Becomes the queue's producer. Messages that a former producer published stay; what it had
   * claimed only is forgotten.
   *
   * @throws RoleTakenException if a live process, this one included, is the producer
   * @throws CorruptRegionException if the positions in shared memory are impossible
   * @throws IllegalStateException if the region is closed
   */
  QueueProducer producer();

  /**
   * Becomes the queue's consumer and goes on where the former one stopped. What the former one had
   * not released when it was killed comes again, see {@link Acknowledgement#LATE}.
   *
   * @throws RoleTakenException if a live process, this one included, is the consumer
   * @throws CorruptRegionException if the positions in shared memory are impossible
   * @throws IllegalStateException if the region is closed
   */
  default QueueConsumer consumer() {
    return consumer(Acknowledgement.LATE);
  }

  /** Does what {@link #consumer()} does, and says when room is given back. */
  QueueConsumer consumer(Acknowledgement acknowledgement);

  /** Bytes of the ring, a power of two. A record takes at most half of it. */
  long capacity();

  /**
   * Reads the numbers of the queue. Takes no role.
   *
   * @throws IllegalStateException if the region is closed
   */
  QueueStatistics statistics();

  /** Returns the state of the producing end. Asks the operating system; not for hot paths. */
  PeerState producerState();

  /** Returns the state of the consuming end. Asks the operating system; not for hot paths. */
  PeerState consumerState();
}
