// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Exchange;
import dev.tenon.benchmarks.bench.Tick;
import dev.tenon.benchmarks.worker.FeedEnds.QueueReceiver;
import java.time.Duration;

/** The ends of the two queues of round trips. */
final class ExchangeEnds {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ExchangeEnds() {}

  static Sender requestSender(Exchange exchange) {
    Exchange.RequestsProducer producer = exchange.requests().producer();
    return number -> {
      Tick tick;
      while ((tick = producer.tryClaimTick()) == null) {
        Thread.onSpinWait();
      }
      Words.fill(tick, number);
      producer.publish();
    };
  }

  static Sender replySender(Exchange exchange) {
    Exchange.RepliesProducer producer = exchange.replies().producer();
    return number -> {
      Tick tick;
      while ((tick = producer.tryClaimTick()) == null) {
        Thread.onSpinWait();
      }
      Words.fill(tick, number);
      producer.publish();
    };
  }

  /**
   * The answering side.
   *
   * @param sleeps whether to block while there is no message, otherwise it spins
   */
  static Receiver requestReceiver(Exchange exchange, boolean sleeps) {
    Words words = new Words();
    Exchange.RequestsConsumer consumer = exchange.requests().consumer(words::add);
    return new QueueReceiver(
        words, Words.OF_TICK, sleeps ? limit -> consumer.take(limit, PATIENCE) : consumer::poll);
  }

  static Receiver replyReceiver(Exchange exchange) {
    Words words = new Words();
    return new QueueReceiver(words, Words.OF_TICK, exchange.replies().consumer(words::add)::poll);
  }
}
