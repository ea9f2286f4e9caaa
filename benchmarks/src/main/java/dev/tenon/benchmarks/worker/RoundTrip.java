// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A message there and one back, one at a time; the driving side measures. */
final class RoundTrip {
  /** A timer is too coarse for less. */
  private static final long SHORTEST_SLEEP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private RoundTrip() {}

  /** The driving side, in a process of its own. */
  static Task driving(Sender requests, Receiver replies) {
    return request -> drive(requests, replies, request);
  }

  /** The answering side, in a process of its own; whether it spins or sleeps, the receiver says. */
  static Task echoing(Receiver requests, Sender replies) {
    return request -> {
      echo(requests, replies, request.count());
      return 0;
    };
  }

  /** Both sides in this process, a thread each. */
  static Task within(
      Sender requests, Receiver replies, Receiver arrivedRequests, Sender sentReplies) {
    return request -> {
      Companion companion =
          new Companion(() -> echo(arrivedRequests, sentReplies, request.count()));
      long nanos = drive(requests, replies, request);
      companion.join();
      return nanos;
    };
  }

  private static long drive(Sender requests, Receiver replies, Request request) {
    return request.silence() == 0 && request.times() == null
        ? driveOn(requests, replies, request.count())
        : driveEach(requests, replies, request);
  }

  private static long driveOn(Sender requests, Receiver replies, long count) {
    long start = System.nanoTime();
    for (long number = 0; number < count; number++) {
      exchange(requests, replies, number);
    }
    return System.nanoTime() - start;
  }

  private static long driveEach(Sender requests, Receiver replies, Request request) {
    long total = 0;
    long start = System.nanoTime();
    for (long number = 0; number < request.count(); number++) {
      if (request.silence() != 0) {
        beSilent(request.silence());
        start = System.nanoTime();
      }
      exchange(requests, replies, number);
      // The end of one is the start of the next: one look at the clock for each.
      long end = System.nanoTime();
      if (request.times() != null) {
        request.times()[(int) number] = end - start;
      }
      total += end - start;
      start = end;
    }
    return total;
  }

  private static void beSilent(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      if (nanos < SHORTEST_SLEEP_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(nanos);
      }
    }
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
