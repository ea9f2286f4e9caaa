// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.calls;

import dev.tenon.benchmarks.worker.Task;

/** One way of calling, in a loop. */
@FunctionalInterface
interface Calls {
  /**
   * Calls.
   *
   * @param count how often
   * @return the quantities of all quotes added up
   */
  double run(long count) throws Throwable;

  /** The loop is C's: it runs as often as asked for at once. */
  default Task fromC() {
    return timed(Long.MAX_VALUE);
  }

  /**
   * The loop is Java's: it runs in pieces that a compiler takes up as a method of ordinary length,
   * not as one loop that it has to replace while it runs.
   */
  default Task fromJava() {
    return timed(1024);
  }

  private Task timed(long most) {
    return request -> {
      double sum = 0;
      double expected = 0;
      long start = System.nanoTime();
      for (long left = request.count(); left > 0; left -= most) {
        long next = Math.min(left, most);
        sum += runOrThrow(next);
        expected += Quantities.sum(next);
      }
      long nanos = System.nanoTime() - start;
      if (sum != expected) {
        throw new IllegalStateException("expected " + expected + ", found " + sum);
      }
      return nanos;
    };
  }

  private double runOrThrow(long count) throws Exception {
    try {
      return run(count);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
