// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.ArrayList;
import java.util.List;

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

  /** Sending sides in this process, which take turns with the numbers; a thread for each side. */
  static Task within(List<Sender> senders, Receiver receiver) {
    int step = senders.size();
    return request -> {
      long count = request.count();
      List<Companion> companions = new ArrayList<>();
      try {
        for (int i = 0; i < step; i++) {
          Sender sender = senders.get(i);
          int first = i;
          companions.add(new Companion(() -> sendSome(sender, first, step, count)));
        }
        long nanos = receiveAll(receiver, count);
        for (Companion companion : companions) {
          companion.join();
        }
        return nanos;
      } finally {
        companions.forEach(Companion::close);
      }
    };
  }

  static void sendAll(Sender sender, long count) {
    for (long number = 0; number < count; number++) {
      sender.send(number);
    }
    sender.flush();
  }

  private static void sendSome(Sender sender, long first, int step, long count) {
    for (long number = first; number < count; number += step) {
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
