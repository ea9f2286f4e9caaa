// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * A queue of messages from one producer, or one for each lane, to one consumer, each in any
 * process. Messages of one producer keep their order. Safe for all threads; each end is for one
 * thread.
 */
public interface Queue {
  /**
   * Becomes the queue's producer, or that of a lane that nobody has. Messages that a former
   * producer published stay; what it had claimed only is forgotten.
   *
   * @throws RoleTakenException if a live process, this one included, is the producer, or if there
   *     are as many producers as lanes
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

  /** Bytes of the ring of one lane, a power of two. A record takes at most half of it. */
  long capacity();

  /** Lanes: producers that the queue can have at a time. */
  int lanes();

  /**
   * Reads the numbers of the queue. Takes no role.
   *
   * @throws IllegalStateException if the region is closed
   */
  QueueStatistics statistics();

  /**
   * Returns the state of the producing end; with several lanes present if any producer is, then
   * stopped, then left. Asks the operating system; not for hot paths.
   */
  PeerState producerState();

  /**
   * Returns the state of the producer of one lane. Asks the operating system; not for hot paths.
   *
   * @param lane from 0 to below {@link #lanes}
   * @throws IndexOutOfBoundsException if there is no such lane
   */
  PeerState producerState(int lane);

  /** Returns the state of the consuming end. Asks the operating system; not for hot paths. */
  PeerState consumerState();
}
