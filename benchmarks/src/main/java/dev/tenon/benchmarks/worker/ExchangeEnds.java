// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Exchange;
import dev.tenon.benchmarks.bench.Turn;
import dev.tenon.benchmarks.worker.QueueEnds.QueueReceiver;
import java.time.Duration;

/** The ends of the two queues of round trips. */
final class ExchangeEnds {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ExchangeEnds() {}

  static Sender requestSender(Exchange exchange) {
    Exchange.RequestsProducer requests = exchange.requests().producer();
    return QueueEnds.sender(requests::tryClaimTick, Words::fill, requests::publish);
  }

  static Sender replySender(Exchange exchange) {
    Exchange.RepliesProducer replies = exchange.replies().producer();
    return QueueEnds.sender(replies::tryClaimTick, Words::fill, replies::publish);
  }

  /** The answering side, which spins for messages. */
  static Receiver requestReceiver(Exchange exchange) {
    Words words = new Words();
    return new QueueReceiver(words, Words.OF_TICK, exchange.requests().consumer(words::add)::poll);
  }

  /** The same, but it blocks while there is no message. */
  static Receiver sleepingReceiver(Exchange exchange) {
    Words words = new Words();
    Exchange.RequestsConsumer consumer = exchange.requests().consumer(words::add);
    return new QueueReceiver(words, Words.OF_TICK, limit -> consumer.take(limit, PATIENCE));
  }

  static Receiver replyReceiver(Exchange exchange) {
    Words words = new Words();
    return new QueueReceiver(words, Words.OF_TICK, exchange.replies().consumer(words::add)::poll);
  }

  /** Stores the word that the answering side waits for. */
  static Sender fieldSender(Exchange exchange) {
    Exchange.TurnWaits waits = exchange.turnWaits();
    return new TurnWord.Storing(waits::setAsked);
  }

  /** Sleeps until that word is stored. */
  static Receiver fieldReceiver(Exchange exchange) {
    Exchange.TurnWaits waits = exchange.turnWaits();
    Turn turn = exchange.turn();
    return new TurnWord.Loading(
        turn::asked,
        (word, value) -> waits.await(() -> word.getAsLong() >>> 32 == value, PATIENCE));
  }

  /** Stores the answer, for which the other side spins. */
  static Sender answerSender(Exchange exchange) {
    return new TurnWord.Storing(exchange.turn()::answered);
  }

  static Receiver answerReceiver(Exchange exchange) {
    return new TurnWord.Loading(exchange.turn()::answered, (word, value) -> false);
  }

  /** Waits in vain for as many milliseconds as there are operations. */
  static Task idle(Exchange exchange) {
    Words words = new Words();
    Exchange.RequestsConsumer consumer = exchange.requests().consumer(words::add);
    return request -> {
      long start = System.nanoTime();
      int received = consumer.take(Receiver.LIMIT, Duration.ofMillis(request.count()));
      Checks.requireEqual("messages while idle", 0, received);
      return System.nanoTime() - start;
    };
  }
}
