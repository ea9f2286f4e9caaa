// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Tick;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Messages that one receiver gets in a slice, and whether each sender's messages came in their
 * order.
 */
final class Arrivals {
  private final Words words = new Words();
  private final long[] newest;
  private final boolean complete;
  private boolean disordered;

  private Arrivals(int senders, boolean complete) {
    newest = new long[senders];
    this.complete = complete;
    begin();
  }

  /**
   * Expects every message.
   *
   * @param senders 1, 2 or 4, which take turns with the numbers
   */
  static Arrivals ofAll(int senders) {
    return new Arrivals(senders, true);
  }

  /** Expects some of the messages of one sender. */
  static Arrivals ofSome() {
    return new Arrivals(1, false);
  }

  /** Begins a slice: numbers start at 0 again. */
  void begin() {
    Arrays.setAll(newest, sender -> sender - newest.length);
  }

  void add(Tick tick) {
    words.add(tick);
    see(words.last());
  }

  void add(long first, long second, long third, long fourth) {
    words.add(first, second, third, fourth);
    see(first);
  }

  private void see(long number) {
    int senders = newest.length;
    int sender = (int) number & senders - 1;
    long before = newest[sender];
    disordered |= complete ? number != before + senders : number <= before;
    newest[sender] = number;
  }

  /** Fails if a number came twice, before a smaller one or, where all are expected, too late. */
  void requireOrder() {
    if (disordered) {
      throw new IllegalStateException("messages came in a wrong order");
    }
  }

  /** Runs slices and looks at the order in each. */
  Task checking(Task task) {
    return request -> {
      begin();
      long nanos = task.run(request);
      requireOrder();
      return nanos;
    };
  }

  /** Takes messages by the given look, which adds them here. */
  Receiver receiver(IntUnaryOperator look) {
    return new QueueEnds.QueueReceiver(words, Words.OF_TICK, look);
  }
}
