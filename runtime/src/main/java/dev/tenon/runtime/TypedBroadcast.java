// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A broadcast with the message types of its schema: one producer that nobody keeps waiting, any
 * number of consumers, in any processes. Each generated broadcast class extends this one, nothing
 * else has to. Safe for all threads; the producer and each consumer are for one thread each.
 *
 * @param <P> the producer
 * @param <C> a consumer
 * @param <H> receives the messages
 */
public abstract class TypedBroadcast<
    P extends TypedBroadcastProducer, C extends TypedBroadcastConsumer, H extends MessageHandler> {
  private final Broadcast broadcast;
  private final Function<RecordProducer, P> producers;
  private final BiFunction<BroadcastConsumer, H, C> consumers;

  /** Wraps a broadcast; the functions give types to its ends. */
  protected TypedBroadcast(
      Broadcast broadcast,
      Function<RecordProducer, P> producers,
      BiFunction<BroadcastConsumer, H, C> consumers) {
    this.broadcast = Objects.requireNonNull(broadcast, "broadcast");
    this.producers = producers;
    this.consumers = consumers;
  }

  /**
   * Becomes the producer. Throws what {@link Broadcast#producer} throws.
   *
   * @return the producer, for one thread at a time; close it to give up the role
   */
  public final P producer() {
    return producers.apply(broadcast.producer());
  }

  /**
   * Makes a consumer of what is published from now on. Throws what {@link Broadcast#consumer(long)}
   * throws.
   *
   * @param handler receives the messages, on the polling thread
   * @return the consumer, for one thread at a time
   */
  public final C consumer(H handler) {
    return consumer(handler, 0);
  }

  /**
   * Makes a consumer that begins with messages of the past. Throws what {@link
   * Broadcast#consumer(long)} throws.
   *
   * @param handler receives the messages, on the polling thread
   * @param last messages to begin with that were published before, or fewer when fewer are there
   * @return the consumer, for one thread at a time
   */
  public final C consumer(H handler, long last) {
    Objects.requireNonNull(handler, "handler");
    return consumers.apply(broadcast.consumer(last), handler);
  }

  /**
   * Gives access to the broadcast without types.
   *
   * @return the same object in every call
   */
  public final Broadcast broadcast() {
    return broadcast;
  }
}
