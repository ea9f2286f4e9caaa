// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * One that takes tasks of work, for one thread at a time. Each generated worker class extends this
 * one and hands tasks to its handler; nothing else has to. Taking allocates nothing.
 *
 * <p>A task is finished when its handler returns. A handler that throws gives its task back: it is
 * handed to a worker again, and set aside the third time.
 */
public abstract class TypedWorker extends TypedReceiver {
  /**
   * Wraps a worker.
   *
   * @param work its name in messages: {@code Plant.jobs}
   */
  protected TypedWorker(Worker worker, String work) {
    super(worker, work);
  }
}
