// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A queue with the message types of its schema: one producer, one consumer, in any processes. Each
 * generated queue class extends this one, nothing else has to. Safe for all threads; the two ends
 * are for one thread each.
 *
 * @param <P> the sending end
 * @param <C> the receiving end
 * @param <H> receives the messages
 */
public abstract class TypedQueue<
    P extends TypedProducer, C extends TypedConsumer, H extends MessageHandler> {
  private final Queue queue;
  private final Function<QueueProducer, P> producers;
  private final BiFunction<QueueConsumer, H, C> consumers;

  /** Wraps a queue; the functions give types to its ends. */
  protected TypedQueue(
      Queue queue,
      Function<QueueProducer, P> producers,
      BiFunction<QueueConsumer, H, C> consumers) {
    this.queue = Objects.requireNonNull(queue, "queue");
    this.producers = producers;
    this.consumers = consumers;
  }

  /**
   * Becomes the queue's producer. Messages that a former producer published stay; those that it had
   * claimed only are forgotten.
   *
   * @return the sending end, for one thread at a time; close it to give up the role
   * @throws RoleTakenException if a live process, this one included, is the producer
   * @throws CorruptRegionException if the positions in shared memory are impossible
   * @throws IllegalStateException if the region is closed
   */
  public final P producer() {
    return producers.apply(queue.producer());
  }

  /**
   * Becomes the queue's consumer and goes on where the former one stopped. What the former one had
   * not released when it was killed comes again, see {@link Acknowledgement#LATE}.
   *
   * @param handler receives the messages, on the polling thread
   * @return the receiving end, for one thread at a time; close it to give up the role
   * @throws RoleTakenException if a live process, this one included, is the consumer
   * @throws CorruptRegionException if the positions in shared memory are impossible
   * @throws IllegalStateException if the region is closed
   */
  public final C consumer(H handler) {
    return consumer(handler, Acknowledgement.LATE);
  }

  /**
   * Does what {@link #consumer(MessageHandler)} does, and says when the room of consumed messages
   * is given back.
   */
  public final C consumer(H handler, Acknowledgement acknowledgement) {
    Objects.requireNonNull(handler, "handler");
    return consumers.apply(queue.consumer(acknowledgement), handler);
  }

  /**
   * Gives access to the queue without types.
   *
   * @return the same object in every call
   */
  public final Queue queue() {
    return queue;
  }
}
