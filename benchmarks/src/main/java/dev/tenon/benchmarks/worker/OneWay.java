// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

/** Messages in one direction as fast as they go; the receiving side measures. */
final class OneWay {
  private OneWay() {}

  /** The sending side, in a process of its own. */
  static Task sending(Sender sender) {
    return request -> {
      sendAll(sender, request.count());
      return 0;
    };
  }

  /** The receiving side, in a process of its own. */
  static Task receiving(Receiver receiver) {
    return request -> receiveAll(receiver, request.count());
  }

  /** Both sides in this process, a thread each. */
  static Task within(Sender sender, Receiver receiver) {
    return request -> {
      try (Companion companion = new Companion(() -> sendAll(sender, request.count()))) {
        long nanos = receiveAll(receiver, request.count());
        companion.join();
        return nanos;
      }
    };
  }

  /** Two sending sides in this process and the receiving one, a thread each. */
  static Task within(Sender even, Sender odd, Receiver receiver) {
    return request -> {
      long count = request.count();
      try (Companion first = new Companion(() -> sendEverySecond(even, 0, count));
          Companion second = new Companion(() -> sendEverySecond(odd, 1, count))) {
        long nanos = receiveAll(receiver, count);
        first.join();
        second.join();
        return nanos;
      }
    };
  }

  static void sendAll(Sender sender, long count) {
    for (long number = 0; number < count; number++) {
      sender.send(number);
    }
    sender.flush();
  }

  private static void sendEverySecond(Sender sender, long first, long count) {
    for (long number = first; number < count; number += 2) {
      sender.send(number);
    }
    sender.flush();
  }

  /** From the arrival of the first message to that of the last one. */
  private static long receiveAll(Receiver receiver, long count) {
    long sumBefore = receiver.sum();
    long received = 0;
    while (received == 0) {
      received = receiveOrPause(receiver);
    }
    long start = System.nanoTime();
    while (received < count) {
      received += receiveOrPause(receiver);
    }
    long nanos = System.nanoTime() - start;
    Checks.requireEqual("messages", count, received);
    long sum = receiver.sum() - sumBefore;
    Checks.requireEqual("sum of words", Checks.expectedSum(count, receiver.words()), sum);
    return nanos;
  }

  private static int receiveOrPause(Receiver receiver) {
    int received = receiver.receive();
    if (received == 0) {
      Spin.pause();
    }
    return received;
  }
}
