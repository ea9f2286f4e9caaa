// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A message there and one back, one at a time; the driving side measures. */
final class RoundTrip {
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private RoundTrip() {}

  /** The driving side, in a process of its own. */
  static Task driving(Sender requests, Receiver replies) {
    return count -> drive(requests, replies, count);
  }

  /**
   * As {@link #driving}, but is idle for a millisecond before each round trip, so that the other
   * side falls asleep; that millisecond is not counted.
   */
  static Task waking(Sender requests, Receiver replies) {
    return count -> {
      long nanos = 0;
      for (long number = 0; number < count; number++) {
        LockSupport.parkNanos(IDLE_NANOS);
        long start = System.nanoTime();
        exchange(requests, replies, number);
        nanos += System.nanoTime() - start;
      }
      return nanos;
    };
  }

  /** The answering side, in a process of its own; whether it spins or sleeps, the receiver says. */
  static Task echoing(Receiver requests, Sender replies) {
    return count -> {
      echo(requests, replies, count);
      return 0;
    };
  }

  /** Both sides in this process, a thread each. */
  static Task within(
      Sender requests, Receiver replies, Receiver arrivedRequests, Sender sentReplies) {
    return count -> {
      Companion companion = new Companion(() -> echo(arrivedRequests, sentReplies, count));
      long nanos = drive(requests, replies, count);
      companion.join();
      return nanos;
    };
  }

  private static long drive(Sender requests, Receiver replies, long count) {
    long start = System.nanoTime();
    for (long number = 0; number < count; number++) {
      exchange(requests, replies, number);
    }
    return System.nanoTime() - start;
  }

  private static void exchange(Sender requests, Receiver replies, long number) {
    requests.send(number);
    while (replies.receive() == 0) {
      Thread.onSpinWait();
    }
    Checks.requireEqual("reply", number, replies.last());
  }

  private static void echo(Receiver requests, Sender replies, long count) {
    for (long number = 0; number < count; number++) {
      while (requests.receive() == 0) {
        Thread.onSpinWait();
      }
      replies.send(requests.last());
    }
  }
}
