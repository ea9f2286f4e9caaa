// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

/** Task of a worker process. */
@FunctionalInterface
public interface Task {
  /**
   * Does it.
   *
   * @param request how often and how
   * @return nanoseconds that the operations took, or 0 when another process of the same contender
   *     measures
   */
  long run(Request request) throws Exception;

  /** Operations of the last request that did not reach the other side, and need not. */
  default long missed() {
    return 0;
  }
}
