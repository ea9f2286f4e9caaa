// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Work with the task types of its schema: one producer, several workers, in any processes; each
 * task is taken by exactly one worker. Each generated work class extends this one, nothing else has
 * to. Safe for all threads; the producer and each worker are for one thread each.
 *
 * @param <P> the producer
 * @param <W> a worker
 * @param <H> receives the tasks
 */
public abstract class TypedWork<
    P extends TypedWorkProducer, W extends TypedWorker, H extends MessageHandler> {
  private final Work work;
  private final Function<WorkProducer, P> producers;
  private final BiFunction<Worker, H, W> workers;

  /** Wraps work; the functions give types to its ends. */
  protected TypedWork(
      Work work, Function<WorkProducer, P> producers, BiFunction<Worker, H, W> workers) {
    this.work = Objects.requireNonNull(work, "work");
    this.producers = producers;
    this.workers = workers;
  }

  /**
   * Becomes the producer. Throws what {@link Work#producer} throws.
   *
   * @return the producer, for one thread at a time; close it to give up the role
   */
  public final P producer() {
    return producers.apply(work.producer());
  }

  /**
   * Becomes a worker, one more of this process or the first. Throws what {@link Work#worker}
   * throws.
   *
   * @param handler receives the tasks, on the polling thread
   * @return the worker, for one thread at a time; close it to leave
   */
  public final W worker(H handler) {
    Objects.requireNonNull(handler, "handler");
    return workers.apply(work.worker(), handler);
  }

  /**
   * Gives access to the work without types.
   *
   * @return the same object in every call
   */
  public final Work work() {
    return work;
  }
}
