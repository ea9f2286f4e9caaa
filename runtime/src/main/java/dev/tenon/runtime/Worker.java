// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * One that takes tasks of {@link Work}. For one thread at a time. Taking allocates nothing.
 *
 * <p>A task is finished when its handler returns. A handler that throws gives the task back: it is
 * handed to a worker again, or set aside when that was the third time. This differs from a queue,
 * where such a message is consumed. Only a {@link CorruptRegionException} sets it aside at once. A
 * worker that finds nothing asks the system about ten times a second whether those live that have
 * tasks.
 */
public interface Worker extends RecordConsumer {
  /**
   * Takes tasks one after the other and hands each to the handler, at most {@code limit}. An
   * exception of the handler gives its task back and leaves this method; the tasks before it are
   * finished, the others are left for the next call and other workers.
   *
   * @param limit 0 or more; 0 hands over nothing
   * @return how many were handed over
   * @throws CorruptRegionException if a task is impossible; one whose message is, is set aside
   * @throws IllegalStateException if this worker or the region is closed, or if its handler calls
   *     it
   */
  @Override
  int poll(RecordHandler handler, int limit);

  /**
   * Takes tasks as {@link #poll} does, waiting for the first one if there is none to be taken.
   *
   * @param limit 0 or more; with 0 it neither takes nor waits
   * @param timeout how long to wait, zero or more; noticed within a scheduling delay
   * @return how many were handed over; 0 when none came in time
   * @throws PeerLeftException if no task is left to be taken and the producer has gone; once for
   *     each producer. A task that another worker has may still come back.
   * @throws WaitInterruptedException if there is none and the thread is interrupted, noticed within
   *     100 ms; its flag stays set
   */
  @Override
  int take(RecordHandler handler, int limit, Duration timeout);

  /**
   * Ends the worker. Call it from the thread that uses it, outside its handler; closing the region
   * does the same from any thread, and gives back the task whose handler runs. A second call does
   * nothing.
   *
   * @throws IllegalStateException if its handler calls it
   */
  @Override
  void close();
}
