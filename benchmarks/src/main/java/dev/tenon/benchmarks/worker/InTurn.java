// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.List;

/** Messages one by one in a single thread, sent and received in turn: nobody waits for a line. */
final class InTurn {
  /** Messages of a piece: a method of ordinary length, not a loop replaced while it runs. */
  private static final long PIECE = 1024;

  private InTurn() {}

  /** Messages go to the senders in turns, and so do the looks of the receivers; 1 or 2 of each. */
  static Task of(List<Sender> senders, List<Receiver> receivers) {
    Sender even = senders.getFirst();
    Sender odd = senders.getLast();
    Receiver first = receivers.getFirst();
    Receiver second = receivers.getLast();
    return request -> {
      long before = sum(receivers);
      long received = 0;
      long start = System.nanoTime();
      for (long number = 0; number < request.count(); number += PIECE) {
        long end = Math.min(request.count(), number + PIECE);
        received += exchange(even, odd, first, second, number, end);
      }
      long nanos = System.nanoTime() - start;
      Checks.requireEqual("messages", request.count(), received);
      long expected = Checks.expectedSum(request.count(), first.words());
      Checks.requireEqual("sum of words", expected, sum(receivers) - before);
      return nanos;
    };
  }

  private static long exchange(
      Sender even, Sender odd, Receiver first, Receiver second, long from, long to) {
    long received = 0;
    for (long number = from; number < to; number++) {
      boolean isEven = (number & 1) == 0;
      (isEven ? even : odd).send(number);
      received += (isEven ? first : second).receive();
    }
    return received;
  }

  private static long sum(List<Receiver> receivers) {
    return receivers.stream().mapToLong(Receiver::sum).sum();
  }
}
