// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * A broadcast: one producer that nobody keeps waiting, any number of consumers, each in any
 * process. Safe for all threads; the producer and each consumer are for one thread at a time.
 *
 * <p>Messages are copied from private memory into the ring when they are published, and from there
 * into private memory of each consumer. The producer overwrites the oldest; a consumer that is too
 * slow goes on with newer ones, and knows exactly how many it has missed. A producer that is killed
 * at any moment leaves every message that it has published.
 *
 * <p>Consumers take no role and no slot of the region. Attachments are at most 64, each with any
 * number of consumers.
 */
public interface Broadcast {
  /**
   * Becomes the producer. What a former one has published stays and is numbered on. Allocates a
   * quarter of the capacity as private memory. Claims find no room when those that are not
   * published take a quarter of the ring, or are 1024.
   *
   * @throws RoleTakenException if a live process, this one included, is the producer
   * @throws CorruptRegionException if what the former one has stored is impossible
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  RecordProducer producer();

  /** Makes a consumer of what is published from now on. Throws what {@code consumer(0)} throws. */
  default BroadcastConsumer consumer() {
    return consumer(0);
  }

  /**
   * Makes a consumer that begins with messages of the past.
   *
   * @param last messages to begin with that were published before, or fewer when fewer were
   *     published or are still whole, at least those of the newest three quarters of the ring
   * @throws IllegalArgumentException if it is negative
   * @throws RegionBusyException if the producer was faster eight times
   * @throws CorruptRegionException if what the producer has stored is impossible
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  BroadcastConsumer consumer(long last);

  /** Bytes of the ring. A message takes its size and 16 bytes, rounded up to a multiple of 8. */
  long capacity();

  /**
   * Messages ever published, and number of the newest; unsigned. Wrong by a batch after a producer
   * was killed, until the next one takes the role.
   *
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  long published();

  /** Returns the state of the producer. Asks the operating system; not for hot paths. */
  PeerState producerState();
}
