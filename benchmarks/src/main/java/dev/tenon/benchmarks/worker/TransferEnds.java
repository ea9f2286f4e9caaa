// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.concurrent.LinkedTransferQueue;

/** The ends of the JDK's queue between threads: an object for each message, and no bound. */
final class TransferEnds {
  private record Message(long first, long second, long third, long fourth) {}

  private final LinkedTransferQueue<Message> queue = new LinkedTransferQueue<>();

  Sender sender() {
    return number -> queue.put(new Message(number, number + 1, number + 2, number + 3));
  }

  Receiver receiver(Arrivals arrivals) {
    return arrivals.receiver(limit -> receive(arrivals, limit));
  }

  private int receive(Arrivals arrivals, int limit) {
    int received = 0;
    Message message;
    while (received < limit && (message = queue.poll()) != null) {
      arrivals.add(message.first, message.second, message.third, message.fourth);
      received++;
    }
    return received;
  }
}
