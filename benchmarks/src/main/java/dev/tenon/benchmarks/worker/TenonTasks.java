// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Exchange;
import dev.tenon.benchmarks.bench.Feed;
import dev.tenon.benchmarks.bench.Sizes;
import java.util.function.Function;

/** The tasks done with generated code; those between processes are named as in tenon_worker.c. */
final class TenonTasks {
  private TenonTasks() {}

  /**
   * A task by its name.
   *
   * @param region name of the region, which the first of the contender's processes creates
   * @param bytes size of a message, where there are several
   */
  static Task named(String task, String region, int bytes) {
    return switch (task) {
      case "ticks" -> ticks(Feed.openOrCreate(region), false);
      case "ticks-batch" -> ticks(Feed.openOrCreate(region), true);
      case "send" -> OneWay.sending(StreamEnds.sender(Sizes.openOrCreate(region), bytes));
      case "receive" -> OneWay.receiving(StreamEnds.receiver(Sizes.openOrCreate(region), bytes));
      case "round-trip" -> roundTrip(Exchange.openOrCreate(region));
      case "drive" -> driving(region, ExchangeEnds::requestSender, ExchangeEnds::replyReceiver);
      case "echo" -> echoing(region, ExchangeEnds::requestReceiver, ExchangeEnds::replySender);
      case "wake" -> driving(region, ExchangeEnds::requestSender, ExchangeEnds::answerReceiver);
      case "sleep" -> echoing(region, ExchangeEnds::sleepingReceiver, ExchangeEnds::answerSender);
      case "wake-field" -> driving(region, ExchangeEnds::fieldSender, ExchangeEnds::answerReceiver);
      case "sleep-on-field" ->
          echoing(region, ExchangeEnds::fieldReceiver, ExchangeEnds::answerSender);
      case "idle" -> ExchangeEnds.idle(Exchange.openOrCreate(region));
      default -> throw new IllegalArgumentException("no such task: " + task);
    };
  }

  private static Task ticks(Feed feed, boolean batches) {
    return OneWay.within(
        batches ? StreamEnds.batchingTickSender(feed) : StreamEnds.tickSender(feed),
        StreamEnds.tickReceiver(feed));
  }

  private static Task roundTrip(Exchange exchange) {
    return RoundTrip.within(
        ExchangeEnds.requestSender(exchange),
        ExchangeEnds.replyReceiver(exchange),
        ExchangeEnds.requestReceiver(exchange),
        ExchangeEnds.replySender(exchange));
  }

  private static Task driving(
      String region, Function<Exchange, Sender> asks, Function<Exchange, Receiver> hears) {
    Exchange exchange = Exchange.openOrCreate(region);
    return RoundTrip.driving(asks.apply(exchange), hears.apply(exchange));
  }

  private static Task echoing(
      String region, Function<Exchange, Receiver> hears, Function<Exchange, Sender> answers) {
    Exchange exchange = Exchange.openOrCreate(region);
    return RoundTrip.echoing(hears.apply(exchange), answers.apply(exchange));
  }
}
