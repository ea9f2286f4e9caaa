// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

/** Task of a worker process. */
@FunctionalInterface
public interface Task {
  /**
   * Does it.
   *
   * @param count operations to do
   * @return nanoseconds that they took, or 0 when another process of the same contender measures
   */
  long run(long count) throws Exception;
}
